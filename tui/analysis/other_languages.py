"""Analysers of texts in other languages than English: punctuation, or a configured pipeline."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import TYPE_CHECKING

from tui.analysis.analyser import Analyser
from tui.analysis.entities.name_normalization import named_entities
from tui.analysis.language_detection import LANGUAGE_NAMES
from tui.analysis.quotes.surface.quoted_spans import find_quoted_spans
from tui.analysis.spacy_pass import paragraph_chunks
from tui.analysis.spacy_pipeline import load_prepared
from tui.analysis.speakers.person_registry import PersonRegistry
from tui.errors import AnalysisError
from tui.model import Analysis, Article, Quote, Span

if TYPE_CHECKING:
    from spacy.language import Language

_MIN_WORDS = 4
"""Fewer words in quotation marks are a term rather than a quote, unless they end like speech."""
_LABELS = {"PER": "PERSON", "persName": "PERSON", "placeName": "LOC", "orgName": "ORG"}
"""Entity labels of other pipelines, with the OntoNotes labels that the English ones use."""


class OtherLanguageAnalyser(Analyser):
    """Entities by a spaCy pipeline that the reader configured, quotes by quotation marks."""

    label = "spaCy pipeline for another language"

    def __init__(self, language: str, package: str) -> None:
        self.name = f"spacy-{language}"  # type: ignore[misc]
        self.version = f"2+{hashlib.sha256(package.encode()).hexdigest()[:12]}"  # type: ignore[misc]
        self._language = language
        self._package = package

    def analyse(self, article: Article) -> Analysis:
        """The entities that the pipeline finds and the quotes in quotation marks.

        Raises:
            AnalysisError: If the pipeline is not installed.
        """
        pipeline = _load_configured(self._language, self._package)
        chunks = paragraph_chunks(article)
        docs = pipeline.pipe([chunk.of(article.text) for chunk in chunks])
        labelled = [
            (Span(entity.start_char, entity.end_char).shifted(chunk.start), _label(entity.label_))
            for chunk, doc in zip(chunks, docs, strict=True)
            for entity in doc.ents
        ]
        persons = [span for span, label in labelled if label == "PERSON"]
        entities = named_entities(article.text, labelled, PersonRegistry(article.text, persons))
        return Analysis(article.sha256, self.name, entities, punctuation_quotes(article))


class PunctuationAnalyser(Analyser):
    """Quotes by quotation marks, without entities and speakers."""

    name = "punctuation"
    label = "quotation marks only"
    version = "2"

    def analyse(self, article: Article) -> Analysis:
        """The quotes in quotation marks, in milliseconds."""
        return Analysis(article.sha256, self.name, (), punctuation_quotes(article))


def punctuation_quotes(article: Article) -> tuple[Quote, ...]:
    """Quoted spans that end like speech or have four words, as direct quotes without speaker."""
    text = article.text
    return tuple(
        Quote("direct", (quoted.span,))
        for paragraph in article.paragraphs
        for quoted in find_quoted_spans(text, paragraph)
        if quoted.ends_like_speech(text) or len(quoted.inner_text(text).split()) >= _MIN_WORDS
    )


def _label(label: str) -> str:
    return _LABELS.get(label, label)


@cache
def _load_configured(language: str, package: str) -> Language:
    """The configured pipeline, loaded once per process.

    Raises:
        AnalysisError: If it is not installed.
    """
    import spacy

    try:
        return load_prepared(lambda: spacy.load(package))
    except (ImportError, OSError, ValueError) as error:
        raise AnalysisError(
            f"The spaCy pipeline “{package}” for {LANGUAGE_NAMES.get(language, language)} texts "
            f"cannot be loaded; install it with “python -m spacy download {package}”, or take it "
            "out of your config.toml."
        ) from error
