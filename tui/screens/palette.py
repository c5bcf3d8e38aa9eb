"""The command palette: every command, found by typing."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider

from tui.commands import COMMANDS, Command

if TYPE_CHECKING:
    from tui.screens.reader import ReaderScreen


class CommandProvider(Provider):
    """Offers the commands of the reading screen, each with its key."""

    async def discover(self) -> Hits:
        """All of them, before anything is typed."""
        for command, title in self._titled():
            yield DiscoveryHit(title, self._performer(command), help=command.help)

    async def search(self, query: str) -> Hits:
        """Those that match, the best first."""
        matcher = self.matcher(query)
        for command, title in self._titled():
            score = max(matcher.match(title), 0.8 * matcher.match(command.help))
            if score > 0:
                yield Hit(
                    score, matcher.highlight(title), self._performer(command), help=command.help
                )

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
                name = f"tag or untag: {theme.label}"
            yield command, f"{name.capitalize()}  ({command.shown_key})"
