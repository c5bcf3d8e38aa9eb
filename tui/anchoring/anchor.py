"""Where a passage is in the text of today, or that it is nowhere to be found for certain.

A wrong place is worse than none: an annotation without a place is shown for review, one in the
wrong place is believed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import attrgetter, itemgetter

from tui.model import Anchored, AnchorState, Annotation, Article, Selector, Span
from tui.model.selector import CONTEXT

_TELLING = 25
"""Code points from which words that occur once are found by themselves."""
_ENOUGH = 0.5
"""Share of the context that must be there for words that are short or repeated."""
_CLEARLY = 0.15
"""How much better than the second the first place must match its context."""
_HALF = CONTEXT // 2
_EDGE = "\0"
"""Stands for what is before the first and after the last character; never in clean text."""


def anchor(article: Article, selector: Selector) -> tuple[Span | None, AnchorState]:
    """The place of the selector's words in the article, and how sure it is.

    "exact": the text is the one it was made on, or the words are still at their offsets.
    "moved": the words are unchanged elsewhere, alone or by far the best by their context.
    "orphan", with no span: they are not there, or could be in several places.
    """
    text = article.text
    span = selector.span
    if selector.sha256 == article.sha256 and span.end <= len(text):
        return span, "exact"
    if not selector.exact:
        return None, "orphan"
    is_telling = len(selector.exact) >= _TELLING and _is_single(text, selector.exact)
    is_here = text.startswith(selector.exact, span.start)
    if is_here and (is_telling or _likeness(text, selector, span.start) == 1):
        found: int | None = span.start
    else:
        found = text.find(selector.exact) if is_telling else _best(text, selector)
    if found is None:
        return None, "orphan"
    place = Span(found, found + len(selector.exact))
    return place, "exact" if found == span.start else "moved"


def anchor_all(article: Article, annotations: Iterable[Annotation]) -> tuple[Anchored, ...]:
    """All annotations with their places, by ``Anchored.order``."""
    placed: list[tuple[int, Anchored]] = []
    orphans: list[Anchored] = []
    beyond = len(article.text) + 1
    for annotation in annotations:
        span, state = anchor(article, annotation.selector)
        anchored = Anchored(annotation, span, state)
        if span is None:
            orphans.append(anchored)
        else:
            # One number for both sorts faster than two, and there are thousands of them.
            placed.append((span.start * beyond - span.end, anchored))
    placed.sort(key=itemgetter(0))
    found = [*(anchored for _, anchored in placed), *orphans]
    if orphans or len({number for number, _ in placed}) < len(placed):
        found.sort(key=attrgetter("order"))
    return tuple(found)


def _is_single(text: str, words: str) -> bool:
    first = text.find(words)
    return first >= 0 and text.find(words, first + 1) < 0


def _best(text: str, selector: Selector) -> int | None:
    """The start that matches the context clearly better than any other, if one matches enough."""
    scored = sorted(
        ((_likeness(text, selector, start), start) for start in _candidates(text, selector)),
        reverse=True,
    )
    if not scored or scored[0][0] < _ENOUGH:
        return None
    if len(scored) > 1 and scored[0][0] - scored[1][0] < _CLEARLY:
        return None
    return scored[0][1]


def _candidates(text: str, selector: Selector) -> set[int]:
    # If half of the context matches, then half of one side does, so only the places that have
    # that need a look: a short word may be there thousands of times.
    exact = selector.exact
    before, after = selector.prefix[-_HALF:], selector.suffix[:_HALF]
    starts: set[int] = set()
    if len(before) == _HALF:
        starts.update(place + _HALF for place in _occurrences(text, before + exact))
    elif text.startswith(before + exact):
        starts.add(len(before))
    if len(after) == _HALF:
        starts.update(_occurrences(text, exact + after))
    elif text.endswith(exact + after):
        starts.add(len(text) - len(exact + after))
    return starts


def _occurrences(text: str, words: str) -> Iterator[int]:
    place = text.find(words)
    while place >= 0:
        yield place
        place = text.find(words, place + 1)


def _likeness(text: str, selector: Selector, start: int) -> float:
    """Share of the context that stands around ``start``, from 0 to 1.

    A selector with less context than usual was made at an edge of its text, and what is missing
    matches only such an edge.
    """
    end = start + len(selector.exact)
    before = text[max(0, start - CONTEXT) : start].rjust(CONTEXT, _EDGE)
    after = text[end : end + CONTEXT].ljust(CONTEXT, _EDGE)
    left = _run(selector.prefix.rjust(CONTEXT, _EDGE)[::-1], before[::-1])
    right = _run(selector.suffix.ljust(CONTEXT, _EDGE), after)
    return (left + right) / (2 * CONTEXT)


def _run(words: str, other: str) -> int:
    """How many code points the two have in common from the beginning."""
    for place, (one, two) in enumerate(zip(words, other, strict=False)):
        if one != two:
            return place
    return min(len(words), len(other))
