"""Readings for tests, written by hand or generated."""

from __future__ import annotations

from hypothesis import strategies as st

from tui.model import (
    DEFAULT_CODEBOOK,
    Analysis,
    Anchored,
    Annotation,
    Article,
    Codebook,
    Entity,
    Quote,
    Reading,
    Selector,
    Span,
)

LABELS = ("PERSON", "ORG", "GPE", "LOC", "NORP", "DATE", "MONEY", "CARDINAL")
TEXTS = st.text(st.sampled_from("ab ,.\n“”é漢\t\r\x1b"), min_size=1, max_size=60)
THEMES = ("trade", "asylum", "fentanyl", "aid", "gone")


def annotated(
    number: int, span: Span, themes: tuple[str, ...] = (), note: str = "", text: str = ""
) -> Anchored:
    """An annotation at ``span``."""
    selector = Selector(span, span.of(text), "", "", "")
    return Anchored(Annotation(f"{number:032x}", "a", selector, themes, note), span, "exact")


def reading(
    text: str,
    entities: tuple[Entity, ...] = (),
    quotes: tuple[Quote, ...] = (),
    annotations: tuple[Anchored, ...] = (),
    codebook: Codebook = DEFAULT_CODEBOOK,
) -> Reading:
    """A reading of ``text`` with its layers in the order that the model asks for."""
    article = Article("a", text, "A title")
    analysis = Analysis(
        article.sha256,
        "test",
        tuple(sorted(entities, key=lambda entity: entity.span.start)),
        tuple(sorted(quotes, key=lambda quote: quote.start)),
    )
    ordered = sorted(
        annotations, key=lambda a: (a.span is None, a.span and (a.span.start, -a.span.end))
    )
    return Reading(article, analysis, codebook, tuple(ordered))


def spans(size: int) -> st.SearchStrategy[Span]:
    """Spans of at least one code point inside a text of ``size``."""
    return st.tuples(st.integers(0, size - 1), st.integers(1, size)).map(
        lambda pair: Span(pair[0], min(size, pair[0] + pair[1]))
    )


@st.composite
def readings(draw: st.DrawFn, text: st.SearchStrategy[str] = TEXTS) -> Reading:
    """Readings of generated text with layers anywhere, over each other too."""
    words = draw(text)
    words *= draw(st.sampled_from((1, 1, 1, 80)))
    place = spans(len(words))
    entities = draw(
        st.lists(st.builds(Entity, place, st.sampled_from(LABELS), st.just("N")), max_size=6)
    )
    contents = draw(st.lists(st.lists(place, min_size=1, max_size=3), max_size=4))
    quotes = [Quote("direct", _apart(parts), name="Ann Ash") for parts in contents]
    annotations = [
        annotated(number, span, tuple(dict.fromkeys(themes)), note, words)
        for number, (span, themes, note) in enumerate(
            draw(
                st.lists(
                    st.tuples(
                        place,
                        st.lists(st.sampled_from(THEMES), max_size=3),
                        st.sampled_from(("", "note")),
                    ),
                    max_size=6,
                )
            )
        )
    ]
    return reading(words, tuple(entities), tuple(quotes), tuple(annotations))


def _apart(parts: list[Span]) -> tuple[Span, ...]:
    """The parts in order, those that overlap an earlier one left out."""
    kept: list[Span] = []
    for part in sorted(parts):
        if not kept or part.start >= kept[-1].end:
            kept.append(part)
    return tuple(kept)
