"""Texts in other languages than English, with a spaCy pipeline that the reader named."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import TYPE_CHECKING

from tui.analysis.analyser import Analyser
from tui.analysis.entities.name_normalization import named
from tui.analysis.language_detection import NAMES
from tui.analysis.quotes.surface.quoted_spans import stretches
from tui.analysis.spacy_pass import pieces
from tui.analysis.spacy_pipeline import prepared
from tui.analysis.speakers.person_registry import PersonRegistry
from tui.errors import AnalysisError
from tui.model import Analysis, Article, Quote, Span

if TYPE_CHECKING:
    from spacy.language import Language


_LABELS = {"PER": "PERSON", "persName": "PERSON", "placeName": "LOC", "orgName": "ORG"}
"""What other pipelines call the kinds of names."""


class OtherLanguage(Analyser):
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
        people = PersonRegistry(article.text, [span for span, label in found if label == "PERSON"])
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


_SHORT = 4
"""Words; fewer in quotation marks are rather a term than a sentence."""


class Punctuation(Analyser):
    """Quotes by their quotation marks; nobody is named."""

    name = "punctuation"
    label = "quotation marks only"
    version = "2"

    def analyse(self, article: Article) -> Analysis:
        """What is marked as speech or long enough for it; takes milliseconds."""
        return Analysis(article.sha256, self.name, (), marked_quotes(article))


def marked_quotes(article: Article) -> tuple[Quote, ...]:
    """What stands in quotation marks and may be speech, said by nobody in particular."""
    text = article.text
    return tuple(
        Quote("direct", (stretch.span,))
        for paragraph in article.paragraphs
        for stretch in stretches(text, paragraph)
        if stretch.is_spoken(text) or len(stretch.inside(text).split()) >= _SHORT
    )
