"""The command palette: every command, found by typing."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.await_complete import AwaitComplete
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.fuzzy import Matcher

from tui.commands import COMMANDS, Command, CommandContext
from tui.commands.command import Group
from tui.text_layout.cell_sanitizer import sanitize

if TYPE_CHECKING:
    from tui.screens.reader_screen import ReaderScreen


class EveryCommand(CommandPalette):
    """Textual's palette, which closed a second time would close what is below it, and the app."""

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Close, unless that is done."""
        return super().dismiss(result) if self.app.screen is self else AwaitComplete()


class CommandProvider(Provider):
    """Offers the commands of the reading screen, each with its key."""

    async def startup(self) -> None:
        """Get to know the formats: each one's file is imported."""
        self._exports = await asyncio.to_thread(_exports)

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
                name = f"tag or untag: {sanitize(theme.label)}"
            yield command, f"{name[:1].upper()}{name[1:]}  ({command.shown_key})"
        yield from self._exports


def _exports() -> list[tuple[Command, str]]:
    """A command for each format."""
    from tui.exports import EXPORTS

    found = []
    for exporter in EXPORTS:
        title = f"Export as {exporter.label}  ({exporter.suffix})"
        help = f"Write the notes to a file of this format; on the command line: {exporter.name}."
        run = partial(_export, exporter.name)
        found.append((Command(f"export-{exporter.name}", (), title, help, Group.APP, run), title))
    return found


def _export(format_name: str, context: CommandContext) -> None:
    context.ask.export(format_name)


def _highlighted(title: str, matcher: Matcher) -> Content:
    """The title with the letters that match; Textual's own way takes brackets in it for markup."""
    content = Content(title)
    for offset in matcher.fuzzy_search.match(matcher.query, title)[1]:
        content = content.stylize(matcher.match_style, offset, offset + 1)
    return content
