"""Widths by Rich's table and by Rich's function."""

from __future__ import annotations

import sys

import pytest
from rich.cells import get_character_cell_size

from tui.text_layout import cell_sanitizer
from tui.textual_internals import cell_table

PLANE = 0x10000
CONTROLS = {*range(0x20), *range(0x7F, 0xA0)}
"""Rich's table leaves them out; they are shown as marks."""


def codes_of(ranges: list[tuple[int, int]]) -> set[int]:
    return {code for low, high in ranges for code in range(low, min(high + 1, PLANE))}


@pytest.fixture(params=["on", "off", "gone", "another"])
def _way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "off":
        monkeypatch.setattr(cell_table, "ENABLED", False)
    elif request.param == "gone":
        monkeypatch.setitem(sys.modules, "rich._unicode_data", None)
    elif request.param == "another":
        monkeypatch.delattr("rich._unicode_data.load")


@pytest.mark.usefixtures("_way")
def test_the_ranges_are_those_of_characters_not_one_cell_wide() -> None:
    odd = {code for code in range(PLANE) if get_character_cell_size(chr(code)) != 1}

    assert codes_of(cell_table.not_one_cell_wide()) - CONTROLS == odd - CONTROLS


def test_what_counts_as_narrow_is_the_same_without_the_table(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    by_table = codes_of(cell_sanitizer._narrow())
    monkeypatch.setattr(cell_table, "ENABLED", False)

    assert codes_of(cell_sanitizer._narrow()) == by_table
