"""The command palette: every command, found by typing."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.fuzzy import Matcher

from tui.commands import COMMANDS, Command
from tui.widgets.article_pane.guard import shown

if TYPE_CHECKING:
    from tui.screens.reader import ReaderScreen


class CommandProvider(Provider):
    """Offers the commands of the reading screen, each with its key."""

    async def discover(self) -> Hits:
        """All of them, before anything is typed."""
        for command, title in self._titled():
            display = Content(title)
            yield DiscoveryHit(display, self._performer(command), title, help=command.help)

    async def search(self, query: str) -> Hits:
        """Those that match, the best first."""
        matcher = self.matcher(query)
        for command, title in self._titled():
            score = max(matcher.match(title), 0.8 * matcher.match(command.help))
            if score > 0:
                display = _highlighted(title, matcher)
                yield Hit(score, display, self._performer(command), title, help=command.help)

    @property
    def _reader(self) -> ReaderScreen:
        return cast("ReaderScreen", self.screen)

    def _performer(self, command: Command) -> partial[None]:
        return partial(self._reader.perform, command)

    def _titled(self) -> Iterator[tuple[Command, str]]:
        codebook = self._reader.session.reading.codebook
        for command in COMMANDS:
            name = command.label
            if command.theme_key:
                theme = codebook.by_key(command.theme_key)
                if theme is None:
                    continue
                name = f"tag or untag: {shown(theme.label)}"
            yield command, f"{name[:1].upper()}{name[1:]}  ({command.shown_key})"


def _highlighted(title: str, matcher: Matcher) -> Content:
    """The title with the letters that match; Textual's own way takes brackets in it for markup."""
    content = Content(title)
    for offset in matcher.fuzzy_search.match(matcher.query, title)[1]:
        content = content.stylize(matcher.match_style, offset, offset + 1)
    return content
