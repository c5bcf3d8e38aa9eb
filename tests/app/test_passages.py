"""What keys do to passages that are tagged, and to many at once."""

from __future__ import annotations

from tests.app.conftest import Open
from tests.app.test_keys import TEXT

FIRST = "Rain fell on the port."


async def test_a_dot_tags_the_same_again(open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        await reader.press(".")
        assert reader.status == "Nothing was tagged yet; a digit tags."
        await reader.press("2", "}", ".", "v", "l", ".")
        assert reader.kept == [
            (FIRST, ("asylum",), ""),
            ("The mayor", ("asylum",), ""),
            ("The mayor left.", ("asylum",), ""),
        ]
        assert reader.status == "Tagged asylum"
        assert reader.selection is None
