from __future__ import annotations

import pytest

from tui.errors import UsageError
from tui.model import Span
from tui.session.searching import Pattern, hit_count


def test_small_letters_match_capitals_and_capitals_only_themselves() -> None:
    text = "Aid for Mexico, aid for all"
    assert Pattern("aid").hits(text) == (Span(0, 3), Span(16, 19))
    assert Pattern("Aid").hits(text) == (Span(0, 3),)


def test_empty_matches_are_no_hits() -> None:
    assert Pattern("x*").hits("abc") == ()


@pytest.mark.parametrize("words", ["(", "[a", "*", "(?P<x"])
def test_a_bad_pattern_is_one_sentence(words: str) -> None:
    with pytest.raises(UsageError, match="is not a regular expression") as caught:
        Pattern(words).check()
    assert words in str(caught.value)


def test_a_runaway_pattern_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.session.searching.TIMEOUT", 0.05)
    runaway = Pattern(r"(a|aa|a?)*(a|aa)+$b")
    text = "a" * 5000 + "c"
    with pytest.raises(UsageError, match="too long"):
        runaway.hits(text)
    with pytest.raises(UsageError, match="too long"):
        runaway.is_in(text)


def test_hits_are_counted_up_to_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.session.searching.MOST_HITS", 3)
    assert len(Pattern("a").hits("aaaaaa")) == 3
    assert hit_count(2) == "2"
    assert hit_count(3) == "over 3"


def test_a_longer_text_may_be_searched_for_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    allowed: list[float] = []

    class Watching:
        def finditer(self, text: str, timeout: float, concurrent: bool) -> tuple[()]:
            allowed.append(timeout)
            return ()

    for size in (10, 20_000_000):
        pattern = Pattern("a")
        monkeypatch.setitem(pattern.__dict__, "_compiled", Watching())
        pattern.hits("b" * size)
    assert allowed == [1, 20]
