"""Strips made with and without Textual's caches."""

from __future__ import annotations

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui.textual_internals import strip_caches
from tui.textual_internals.strip_caches import UncachedStrip, has_known_slots

SEGMENTS = [Segment("ab ", Style(bold=True)), Segment("漢字", Style(italic=True))]


class Longer(Strip):
    __slots__ = ["_more"]


def test_the_slots_of_todays_strip_are_known_and_others_are_not() -> None:
    assert has_known_slots(Strip)
    assert not has_known_slots(Longer)
    assert not has_known_slots(type("Bare", (), {}))  # type: ignore[arg-type]


@pytest.mark.parametrize("skips_caches", [True, False])
def test_it_does_what_a_strip_of_textual_does(
    skips_caches: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(strip_caches, "_SKIPS_CACHES", skips_caches)
    strip, own = UncachedStrip(list(SEGMENTS), 7), Strip(SEGMENTS, 7)

    assert list(strip) == list(own)
    assert strip.cell_length == own.cell_length
    assert strip.text == own.text
    for start, end in ((0, 7), (1, 4), (3, 7), (4, 4)):
        assert list(strip.crop(start, end)) == list(own.crop(start, end))
        assert list(strip.crop(start, end)) == list(own.crop(start, end))
    assert list(map(list, strip.divide([2, 5, 7]))) == list(map(list, own.divide([2, 5, 7])))
    assert list(strip.extend_cell_length(9)) == list(own.extend_cell_length(9))
    assert list(strip.apply_style(Style(dim=True))) == list(own.apply_style(Style(dim=True)))
    assert strip == own


def test_without_caches_nothing_is_stored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strip_caches, "_SKIPS_CACHES", True)
    strip = UncachedStrip(list(SEGMENTS), 7)

    assert strip.crop(1, 4) is not strip.crop(1, 4)
    assert len(strip._crop_cache) == 0
