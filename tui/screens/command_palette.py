"""The command palette: every command of the reading screen, found by typing."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from functools import partial
from typing import Protocol, cast

from textual.await_complete import AwaitComplete
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.fuzzy import Matcher

from tui.commands import COMMANDS, Command, CommandContext
from tui.commands.command import Group
from tui.session.session import Session
from tui.text_layout.cell_sanitizer import sanitize

_HELP_WEIGHT = 0.8
"""Factor on the score of a match in a command's help, compared with one in its title."""


class CommandScreen(Protocol):
    """What the palette needs of the screen below it."""

    session: Session

    def perform(self, command: Command) -> None:
        """Run a command."""


class ReaderCommandPalette(CommandPalette):
    """Textual's palette, except that closing it twice does not close the screen below it."""

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Close the palette, unless it is closed."""
        return super().dismiss(result) if self.app.screen is self else AwaitComplete()


class CommandProvider(Provider):
    """Offers the commands of the reading screen with their keys, and one command per format."""

    async def startup(self) -> None:
        """Load the exporters: the module of each is imported."""
        self._exports = await asyncio.to_thread(_export_commands)

    async def discover(self) -> Hits:
        """All commands, shown before anything is typed."""
        for command, title in self._titled_commands():
            display = Content(title)
            yield DiscoveryHit(display, self._callback(command), title, help=command.help)

    async def search(self, query: str) -> Hits:
        """The commands whose title or help matches, with their scores."""
        matcher = self.matcher(query)
        for command, title in self._titled_commands():
            score = max(matcher.match(title), _HELP_WEIGHT * matcher.match(command.help))
            if score > 0:
                display = _highlighted(title, matcher)
                yield Hit(score, display, self._callback(command), title, help=command.help)

    @property
    def _reader(self) -> CommandScreen:
        return cast("CommandScreen", self.screen)

    def _callback(self, command: Command) -> partial[None]:
        return partial(self._reader.perform, command)

    def _titled_commands(self) -> Iterator[tuple[Command, str]]:
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


def _export_commands() -> list[tuple[Command, str]]:
    """A command for each export format, with its title."""
    from tui.exports import EXPORTS

    commands = []
    for exporter in EXPORTS:
        title = f"Export as {exporter.label}  ({exporter.suffix})"
        help = f"Write the notes to a file of this format; on the command line: {exporter.name}."
        run = partial(_export, exporter.name)
        command = Command(f"export-{exporter.name}", (), title, help, Group.APP, run)
        commands.append((command, title))
    return commands


def _export(format_name: str, context: CommandContext) -> None:
    context.dialogs.export(format_name)


def _highlighted(title: str, matcher: Matcher) -> Content:
    """The title with the matching letters highlighted.

    `Matcher.highlight` would take brackets in the title for markup.
    """
    content = Content(title)
    for offset in matcher.fuzzy_search.match(matcher.query, title)[1]:
        content = content.stylize(matcher.match_style, offset, offset + 1)
    return content
