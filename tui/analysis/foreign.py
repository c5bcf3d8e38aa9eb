"""Texts in other languages than English, with a spaCy pipeline that the reader named."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import TYPE_CHECKING

from tui.analysis.base import Analyser
from tui.analysis.entities.naming import named
from tui.analysis.languages import NAMES
from tui.analysis.people import People
from tui.analysis.pipeline import prepared
from tui.analysis.punctuation import marked_quotes
from tui.analysis.reading import pieces
from tui.errors import AnalysisError
from tui.model import Analysis, Article, Span

if TYPE_CHECKING:
    from spacy.language import Language

_LABELS = {"PER": "PERSON", "persName": "PERSON", "placeName": "LOC", "orgName": "ORG"}
"""What other pipelines call the kinds of names."""


class Foreign(Analyser):
    """The names that a spaCy pipeline finds, and quotes by their quotation marks."""

    label = "spaCy pipeline for another language"

    def __init__(self, language: str, package: str) -> None:
        self.name = f"spacy-{language}"  # type: ignore[misc]
        self.version = f"2+{hashlib.sha256(package.encode()).hexdigest()[:12]}"  # type: ignore[misc]
        self._language = language
        self._package = package

    def analyse(self, article: Article) -> Analysis:
        """All that the pipeline finds in the article's text."""
        pipeline = _pipeline(self._language, self._package)
        spans = pieces(article)
        docs = pipeline.pipe([span.of(article.text) for span in spans])
        found = [
            (Span(entity.start_char, entity.end_char).shifted(span.start), _label(entity.label_))
            for span, doc in zip(spans, docs, strict=True)
            for entity in doc.ents
        ]
        people = People(article.text, [span for span, label in found if label == "PERSON"])
        entities = named(article.text, found, people)
        return Analysis(article.sha256, self.name, entities, marked_quotes(article))


def _label(label: str) -> str:
    return _LABELS.get(label, label)


@cache
def _pipeline(language: str, package: str) -> Language:
    """The named pipeline, loaded.

    Raises:
        AnalysisError: if it is not installed.
    """
    import spacy

    try:
        return prepared(lambda: spacy.load(package))
    except (ImportError, OSError, ValueError) as error:
        raise AnalysisError(
            f"The spaCy pipeline “{package}” for {NAMES.get(language, language)} texts cannot be "
            f"loaded; install it with “python -m spacy download {package}”, or take it out of "
            "your config.toml."
        ) from error
