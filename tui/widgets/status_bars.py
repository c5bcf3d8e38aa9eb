"""The lines above and below the text: title, status, themes, keys."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from sys import maxsize

from rich.cells import cell_len
from textual import events
from textual.message import Message

from tui.commands import COMMANDS, Command, Pending
from tui.commands.command import show_key
from tui.model import Article, Quote, Reading
from tui.session.navigation.caret import Caret
from tui.session.navigation.overlaps import under
from tui.session.navigation.positions import minutes_left
from tui.widgets.list_rows import READERS, excerpt
from tui.widgets.text_line import StyledText, TextLine, truncate, truncate_longest
from tui.widgets.widget_styles import WidgetStyles

_MORE = len("+99 ?=all ")
"""Cells for the count of the keys that have no room."""
_BETWEEN = " · "
_COUNT = len("+99 ")
_NARROW = 60
"""Cells below which the names of what is under the cursor need most of the line."""


class TitleBar(TextLine):
    """What is read, and whether it is only read."""

    def show_article(
        self, article: Article, widget_styles: WidgetStyles, is_read_only: bool
    ) -> None:
        """Show the article's title, where and when it appeared, and if nothing can be changed."""
        about = " · ".join(filter(None, (article.outlet, article.byline, article.date)))
        left = [
            StyledText(f" {article.title}", widget_styles.strong),
            StyledText(f"  {about}", widget_styles.dim),
        ]
        self.show(
            widget_styles,
            left,
            [StyledText(" read-only ", widget_styles.error)] if is_read_only else [],
        )


class StatusLine(TextLine):
    """A notice, or everything that is under the cursor; how far it is read."""

    _shown: tuple[Reading, Caret, WidgetStyles] | None = None

    def fit_to_width(self) -> None:
        """Cut the names anew."""
        if self._shown is not None:
            self.show_caret(*self._shown)

    def show_notice(self, words: str, widget_styles: WidgetStyles, is_error: bool = False) -> None:
        """Show one sentence in place of what is under the cursor."""
        self._shown = None
        self.show(
            widget_styles,
            [StyledText(f" {words}", widget_styles.error if is_error else widget_styles.strong)],
        )

    def show_caret(self, reading: Reading, caret: Caret, widget_styles: WidgetStyles) -> None:
        """Name the selection, the entity, the quote and the annotations under the cursor."""
        self._shown = reading, caret, widget_styles
        width = self.size.width or _NARROW
        pieces = list(_under(reading, caret, widget_styles, width)) or [
            StyledText("no mark here", widget_styles.dim)
        ]
        room = width - _cells(pieces)
        progress = _progress(reading.article, caret.point, room if width >= _NARROW else 0)
        keeps_first = caret.selection is not None  # which tells what a key does
        pieces, missing = _fitting(pieces, width - cell_len(progress), keeps_first)
        spaced = [StyledText(" ")]
        for number, piece in enumerate(pieces):
            if number:
                spaced.append(StyledText(_BETWEEN, widget_styles.dim))
            spaced.append(piece)
        more = [StyledText(f"+{missing} ", widget_styles.key)] if missing else []
        self.show(widget_styles, spaced, [*more, StyledText(progress, widget_styles.dim)])


def _cells(pieces: Sequence[StyledText]) -> int:
    between = len(_BETWEEN) * (len(pieces) - 1)
    return 1 + between + sum(cell_len(piece.text) for piece in pieces)


def _fitting(
    pieces: list[StyledText], room: int, keeps_first: bool
) -> tuple[list[StyledText], int]:
    """The pieces, the longest cut so that all have room, and how many still have none."""
    for count in range(len(pieces), 0, -1):
        missing = len(pieces) - count
        here = room - (_COUNT if missing else 0)
        kept, cuttable = pieces[:keeps_first], pieces[keeps_first:count]
        around = _cells(pieces[:count]) - sum(cell_len(piece.text) for piece in cuttable)
        words = truncate_longest([piece.text for piece in cuttable], here - around)
        cut_ones = [piece._replace(text=text) for piece, text in zip(cuttable, words, strict=True)]
        if _cells([*kept, *cut_ones]) <= here:
            return [*kept, *cut_ones], missing
    return pieces[:1], len(pieces) - 1


def _progress(article: Article, offset: int, room: int) -> str:
    """How far it is read, as fully as there is room for; the share at least."""
    percent = 100 * offset // max(1, len(article.text))
    number, last = article.paragraph_number(offset), len(article.paragraphs)
    minutes = f"{percent:3d}%  {minutes_left(article, offset)} min "
    full, brief = f"  ¶ {number}/{last}  {minutes}", f" {percent}% "
    return next((words for words in (full, minutes) if cell_len(words) <= room), brief)


def _under(
    reading: Reading, caret: Caret, widget_styles: WidgetStyles, width: int
) -> Iterable[StyledText]:
    name, note = max(12, width // 5), max(12, width // 3)
    text, analysis, codebook = reading.article.text, reading.analysis, reading.codebook
    if caret.selection is not None:
        words = len(caret.selection.of(text).split())
        selected = f"{words} word{'s' * (words != 1)} selected"
        if caret.is_reshaping:
            selected = "Enter keeps the edges, Esc leaves them"
        yield StyledText(f"{selected}, moving the {caret.edge}", widget_styles.strong)
    stack = under(reading, caret)
    for number, (_, annotation) in enumerate(stack):
        labels = ", ".join(truncate(codebook.named(t), name) for t in annotation.themes) or "note"
        is_held = caret.held is not None and not number
        score = next((a.score for a in reading.doubtful if a.annotation is annotation), None)
        yield StyledText(f"{labels} in hand" if is_held else labels, widget_styles.strong)
        if score is not None:
            yield StyledText(f"{score:.0%} like its old words", widget_styles.plain)
        if annotation.note:
            yield StyledText(
                truncate(f"✎ {' '.join(annotation.note.split())}", note), widget_styles.plain
            )
    entity = analysis.entity_at(caret.point)
    if entity is not None:
        yield StyledText(f"{entity.label} {entity.name}", widget_styles.entity(entity.label))
    quote = analysis.quote_of(caret.word)
    if quote is not None:
        by = f" ({READERS})" if quote.correction else ""
        yield StyledText(f"{quote.kind} quote: {_speaker(reading, quote)}{by}", widget_styles.quote)


def _speaker(reading: Reading, quote: Quote) -> str:
    if quote.name:
        return quote.name
    return excerpt(reading.article.text, quote.speaker) if quote.speaker else "nobody named"


class ThemeBar(TextLine):
    """The themes with letter, key, name and count; a click toggles one."""

    class Pressed(Message):
        """A theme was clicked."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._keys: list[tuple[int, str]] = []
        self._shown: tuple[Reading, Caret, WidgetStyles] | None = None
        self._content: object = None

    def fit_to_width(self) -> None:
        """Cut the names anew."""
        if self._shown is not None:
            self.show_reading(*self._shown)

    def show_reading(self, reading: Reading, caret: Caret, widget_styles: WidgetStyles) -> None:
        """Show the themes of the codebook; those of the passage are marked.

        Long names are cut before a theme has no room; those without are counted.
        """
        self._shown = reading, caret, widget_styles
        counts = reading.theme_counts
        on_passage = reading.on(caret.passage)
        here = on_passage.themes if on_passage else ()
        room, themes = (self.size.width or maxsize) - 1, reading.codebook.themes
        content = (
            room,
            reading.codebook,
            [counts[theme.id] for theme in themes],
            here,
            widget_styles,
        )
        if content == self._content:
            return
        self._content = content
        around = sum(len(f" T 1✓ {counts[theme.id]}  ") for theme in themes)
        labels = truncate_longest([theme.label for theme in themes], room - around)
        if around + sum(map(cell_len, labels)) > room:
            room -= len("+99 ")
        pieces, keys, column, missing = [StyledText(" ")], [], 1, 0
        for theme, label in zip(themes, labels, strict=True):
            mark = "✓" if theme.id in here else " "
            letter = reading.codebook.letter(theme.id)
            piece = f" {letter} {theme.key or '·'}{mark}{label} {counts[theme.id]} "
            column += cell_len(piece) + 1
            if column > room + 1:
                missing += 1
                continue
            keys.append((column, theme.key))
            pieces += [StyledText(piece, widget_styles.stripe(theme)), StyledText(" ")]
        self._keys = keys
        self.show(
            widget_styles,
            pieces,
            [StyledText(f"+{missing} ", widget_styles.key)] if missing else [],
        )

    def on_click(self, event: events.Click) -> None:
        """Toggle the theme under the mouse."""
        key = next((key for end, key in self._keys if event.x < end), "")
        if key:
            self.post_message(self.Pressed(key))


class KeyFooter(TextLine):
    """The keys that matter most; those without room are counted, and ``?`` shows them."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._shown: tuple[Sequence[tuple[str, str]], WidgetStyles, bool] | None = None

    def fit_to_width(self) -> None:
        """Choose anew what has room."""
        if self._shown is not None:
            self._show_pairs(*self._shown)

    def show_commands(
        self, widget_styles: WidgetStyles, commands: Sequence[Command] = COMMANDS
    ) -> None:
        """Show as many commands as there is room for, by rank."""
        ranked = sorted((c for c in commands if c.rank), key=lambda command: command.rank)
        self._show_pairs([(c.shown_key, c.label) for c in ranked], widget_styles, True)

    def show_continuations(
        self, pending: Pending, pairs: Sequence[tuple[str, str]], widget_styles: WidgetStyles
    ) -> None:
        """Show what may follow the keys typed so far."""
        prefix = show_key(pending.prefix)
        following = [(f"{prefix}{key}", label) for key, label in pairs]
        if pending.digits is not None:
            number = (f"{pending.digits}×", "then:") if pending.digits else ("0…", "number, then:")
            following.insert(0, number)
        self._show_pairs(following, widget_styles)

    def _show_pairs(
        self,
        pairs: Sequence[tuple[str, str]],
        widget_styles: WidgetStyles,
        is_countable: bool = False,
    ) -> None:
        self._shown = pairs, widget_styles, is_countable
        room = self.size.width - (_MORE if is_countable else 1)
        pieces, count, cells = [StyledText(" ")], 0, 1
        for key, label in pairs:
            size = cell_len(key) + cell_len(label) + 3
            if cells + size > room:
                break
            pieces += [
                StyledText(key, widget_styles.key),
                StyledText(f" {label}  ", widget_styles.dim),
            ]
            cells += size
            count += 1
        missing = len(pairs) - count
        more = (
            [StyledText(f"+{missing} ?=all ", widget_styles.key)]
            if missing and is_countable
            else []
        )
        self.show(widget_styles, pieces, more)
