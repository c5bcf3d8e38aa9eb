"""The units that motions move by: words, sentences, paragraphs, findings and annotations.

Every unit finds spans of an open article in time that does not grow with its length.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import ClassVar

from tui.analysis.segmentation import (
    next_sentence,
    next_word,
    previous_sentence,
    previous_word,
    sentence_at,
    word_at,
)
from tui.model import Reading, SortedSpans, Span


class Unit(ABC):
    """A way to divide an article into spans."""

    is_of_sentences: ClassVar[bool] = False
    """Whether a step back starts at the cursor's sentence, not at its word."""

    @abstractmethod
    def at(self, offset: int) -> Span | None:
        """The span that holds ``offset``, if one does."""

    @abstractmethod
    def after(self, offset: int) -> Span | None:
        """The first span that starts after ``offset``."""

    @abstractmethod
    def before(self, offset: int) -> Span | None:
        """The last span that starts before ``offset``."""


class Words(Unit):
    """Words, without the punctuation between them."""

    def __init__(self, reading: Reading) -> None:
        self._text = reading.article.text

    def at(self, offset: int) -> Span | None:
        """The word at ``offset``."""
        word = word_at(self._text, offset)
        return word if word.holds(offset) else None

    def after(self, offset: int) -> Span | None:
        """The next word."""
        return next_word(self._text, offset)

    def before(self, offset: int) -> Span | None:
        """The word before."""
        return previous_word(self._text, offset)


class Sentences(Unit):
    """Sentences, which never cross a line end."""

    is_of_sentences = True

    def __init__(self, reading: Reading) -> None:
        self._text = reading.article.text

    def at(self, offset: int) -> Span | None:
        """The sentence at ``offset``."""
        sentence = sentence_at(self._text, offset)
        return sentence if sentence.holds(offset) else None

    def after(self, offset: int) -> Span | None:
        """The next sentence."""
        return next_sentence(self._text, offset)

    def before(self, offset: int) -> Span | None:
        """The sentence before, or the one that ``offset`` is in the middle of."""
        current = self.at(offset)
        if current is not None and current.start < offset:
            return current
        return previous_sentence(self._text, offset)


class SpanUnit(Unit):
    """Spans from a list."""

    def __init__(self, spans: SortedSpans) -> None:
        self._spans = spans

    def at(self, offset: int) -> Span | None:
        """The last span to start that holds ``offset``."""
        return self._spans.at(offset)

    def after(self, offset: int) -> Span | None:
        """The next span."""
        return self._spans.after(offset)

    def before(self, offset: int) -> Span | None:
        """The span before."""
        return self._spans.before(offset)


class Untagged(Unit):
    """Sentences that overlap no annotation with a theme."""

    is_of_sentences = True

    def __init__(self, reading: Reading) -> None:
        self._sentences = Sentences(reading)
        self._reading = reading

    def at(self, offset: int) -> Span | None:
        """The sentence at ``offset``, if it is untagged."""
        sentence = self._sentences.at(offset)
        return sentence if sentence and self._is_untagged(sentence) else None

    def after(self, offset: int) -> Span | None:
        """The next untagged sentence."""
        sentence = self._sentences.after(offset)
        while sentence is not None and not self._is_untagged(sentence):
            sentence = self._sentences.after(sentence.start)
        return sentence

    def before(self, offset: int) -> Span | None:
        """The untagged sentence before."""
        sentence = self._sentences.before(offset)
        while sentence is not None and not self._is_untagged(sentence):
            sentence = self._sentences.before(sentence.start)
        return sentence

    def _is_untagged(self, sentence: Span) -> bool:
        return not any(annotation.themes for _, annotation in self._reading.overlapping(sentence))


def paragraphs(reading: Reading) -> Unit:
    """Lines that are not blank."""
    return SpanUnit(reading.article.paragraphs)


def quotes(reading: Reading) -> Unit:
    """The quotes, each from its first to its last word."""
    return SpanUnit(reading.analysis.quote_spans)


def entities(reading: Reading) -> Unit:
    """The named entities."""
    return SpanUnit(reading.analysis.entity_spans)


def tagged(reading: Reading) -> Unit:
    """The annotated passages."""
    return SpanUnit(reading.placed_spans)
