"""Where exactly a passage's words are, by their context if they are short or repeated."""

from __future__ import annotations

from tui.anchoring.context import likeness, occurrences
from tui.model import Selector
from tui.model.selector import CONTEXT

TELLING = 25
"""Code points from which words that occur once are found by themselves."""
_ENOUGH = 0.5
"""Share of the context that must be there for words that are short or repeated."""
_CLEARLY = 0.15
"""How much better than the second the first place must match its context."""
_HALF = CONTEXT // 2


def unchanged(text: str, selector: Selector) -> int | None:
    """The start of the selector's words; ``None`` if they are not there, or could be several."""
    words = selector.exact
    if len(words) >= TELLING:
        first = text.find(words)
        if first < 0:
            return None
        if text.find(words, first + 1) < 0:
            return first
    scored = sorted(
        ((likeness(text, selector, start), start) for start in _candidates(text, selector)),
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
        starts.update(place + _HALF for place in occurrences(text, before + exact))
    elif text.startswith(before + exact):
        starts.add(len(before))
    if len(after) == _HALF:
        starts.update(occurrences(text, exact + after))
    elif text.endswith(exact + after):
        starts.add(len(text) - len(exact + after))
    return starts
