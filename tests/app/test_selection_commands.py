"""The commands that select, and motions that extend the selection."""

from __future__ import annotations

import pytest

from tests.app.conftest import Open
from tests.app.test_keys import TEXT


@pytest.mark.parametrize(
    ("keys", "selection"),
    [
        (["v"], "Rain"),
        (["v", "l"], "Rain fell"),
        (["v", "j"], "Rain fell on the port."),
        (["v", "}"], TEXT[: TEXT.index("\n")]),
        (["l", "l", "v", "o", "h"], "fell on"),
        (["l", "V"], "Rain fell on the port."),
        (["l", "P"], TEXT[: TEXT.index("\n")]),
        (["j", "Q"], "“Trade will slow,”"),
        (["]", "e", "E"], "Ana Ruiz"),
        (["1", "l", "I"], "Rain fell on the port."),
        (["+"], "Rain"),
        (["+", "+"], "Rain fell on the port."),
        (["0", "9", "+"], TEXT[: TEXT.index("\n")]),
        (["j", "+", "+", "+"], "“Trade will slow,” said Ana Ruiz."),
        (["j", "+", "+", "+", "_"], "“Trade will slow,”"),
        (["j", "+", "+", "+", "backspace", "backspace"], "Trade"),
        (["+", "_"], None),
        (["_"], None),
        (["v", "l", "escape"], None),
        (["v", "v"], None),
    ],
)
async def test_selection(open_app: Open, keys: list[str], selection: str | None) -> None:
    async with open_app(TEXT) as reader:
        await reader.press(*keys)
        assert reader.selection == selection


async def test_a_selection_is_tagged_and_dropped(open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        await reader.press("v", "l", "2", "1")
        assert reader.saved == [("Rain fell", ("asylum", "trade"), "")]
        await reader.press("l", "3")
        assert reader.saved[1:] == [("Rain fell on the port.", ("fentanyl",), "")]


@pytest.mark.parametrize(
    ("keys", "starts", "ends"),
    [
        (["G"], "Nobody", "It was late."),
        (["g"], "Rain fell", "Nobody"),
        (["end"], "Nobody", "It was late."),
        (["home"], "Rain fell", "Nobody"),
        (["g", "G"], "Nobody", "It was late."),
        (["G", "g"], "Rain fell", "Nobody"),
        (["0", "1", "G"], "Rain", "Nobody"),
        (["0", "9", "9", "%"], "Nobody", "gave aid. It"),
        (["pagedown"], "Nobody", "Mexico"),
        ([":", "3", "enter"], "Nobody", "Officials"),
        (["g", "ctrl+o"], "Nobody", "Nobody"),
        (["M", "a", "G", "'", "a"], "Nobody", "Nobody"),
        (["]", "q"], "Nobody", "Nobody"),
        (["[", "q"], "“Trade", "Nobody"),
    ],
)
async def test_every_motion_stretches_the_selection(
    open_app: Open, keys: list[str], starts: str, ends: str
) -> None:
    async with open_app(TEXT) as reader:
        await reader.press("}", "j", "v", *keys)
        assert reader.selection is not None
        assert reader.selection.startswith(starts)
        assert reader.selection.endswith(ends)


async def test_a_hit_stretches_the_selection(open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        await reader.press("v", "/")
        await reader.type("ana|late")
        await reader.press("enter")
        assert reader.selection == "Rain fell on the port. “Trade will slow,” said Ana"
        await reader.press("n")
        assert reader.selection is not None
        assert reader.selection.endswith("It was late")
        await reader.press("N")
        assert reader.selection.endswith("said Ana")
