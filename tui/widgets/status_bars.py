"""The lines above and below the text: title, status, themes and keys."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from sys import maxsize

from rich.cells import cell_len
from textual import events
from textual.message import Message

from tui.commands import COMMANDS, Command, Pending
from tui.commands.command import show_key
from tui.model import Article, Quote, Reading
from tui.session.navigation.active_annotation import annotations_at_caret
from tui.session.navigation.caret import Caret
from tui.session.navigation.positions import minutes_left
from tui.widgets.list_rows import READERS, excerpt
from tui.widgets.text_line import StyledText, TextLine, truncate, truncate_longest
from tui.widgets.widget_styles import WidgetStyles

_MORE_KEYS_WIDTH = len("+99 ?=all ")
_COUNT_WIDTH = len("+99 ")
_SEPARATOR = " · "
_NARROW = 60
"""Cells; on a shorter line only the percentage of the progress is shown."""


class TitleBar(TextLine):
    """The title of the article, and whether the workspace is read-only."""

    def show_article(
        self, article: Article, widget_styles: WidgetStyles, is_read_only: bool
    ) -> None:
        """Show title, outlet, byline and date of an article."""
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
    """A notice, or everything under the cursor and the progress."""

    _shown: tuple[Reading, Caret, WidgetStyles] | None = None

    def fit_to_width(self) -> None:
        """Cut the names to the new width."""
        if self._shown is not None:
            self.show_caret(*self._shown)

    def show_notice(
        self, sentence: str, widget_styles: WidgetStyles, is_error: bool = False
    ) -> None:
        """Show a sentence in place of what is under the cursor."""
        self._shown = None
        self.show(
            widget_styles,
            [StyledText(f" {sentence}", widget_styles.error if is_error else widget_styles.strong)],
        )

    def show_caret(self, reading: Reading, caret: Caret, widget_styles: WidgetStyles) -> None:
        """Show the selection, the annotations, the entity and the quote under the cursor."""
        self._shown = reading, caret, widget_styles
        width = self.size.width or _NARROW
        pieces = list(_descriptions(reading, caret, widget_styles, width)) or [
            StyledText("no mark here", widget_styles.dim)
        ]
        room = width - _joined_width(pieces)
        progress = _progress(reading.article, caret.point, room if width >= _NARROW else 0)
        keeps_first = caret.selection is not None  # it says what a key does
        pieces, missing = _fit_pieces(pieces, width - cell_len(progress), keeps_first)
        spaced = [StyledText(" ")]
        for index, piece in enumerate(pieces):
            if index:
                spaced.append(StyledText(_SEPARATOR, widget_styles.dim))
            spaced.append(piece)
        more = [StyledText(f"+{missing} ", widget_styles.key)] if missing else []
        self.show(widget_styles, spaced, [*more, StyledText(progress, widget_styles.dim)])


def _joined_width(pieces: Sequence[StyledText]) -> int:
    """The cells of the pieces with a blank before and separators between them."""
    separators = len(_SEPARATOR) * (len(pieces) - 1)
    return 1 + separators + sum(cell_len(piece.text) for piece in pieces)


def _fit_pieces(
    pieces: list[StyledText], room: int, keeps_first: bool
) -> tuple[list[StyledText], int]:
    """The pieces, cut to ``room`` cells, and the number of those that are left out."""
    for count in range(len(pieces), 0, -1):
        missing = len(pieces) - count
        available = room - (_COUNT_WIDTH if missing else 0)
        uncut, cuttable = pieces[:keeps_first], pieces[keeps_first:count]
        fixed = _joined_width(pieces[:count]) - sum(cell_len(piece.text) for piece in cuttable)
        texts = truncate_longest([piece.text for piece in cuttable], available - fixed)
        cut = [piece._replace(text=text) for piece, text in zip(cuttable, texts, strict=True)]
        if _joined_width([*uncut, *cut]) <= available:
            return [*uncut, *cut], missing
    return pieces[:1], len(pieces) - 1


def _progress(article: Article, offset: int, room: int) -> str:
    """Paragraph, percentage and minutes left, as far as they fit; at least the percentage."""
    percent = 100 * offset // max(1, len(article.text))
    number, last = article.paragraph_number(offset), len(article.paragraphs)
    minutes = f"{percent:3d}%  {minutes_left(article, offset)} min "
    full, brief = f"  ¶ {number}/{last}  {minutes}", f" {percent}% "
    return next((text for text in (full, minutes) if cell_len(text) <= room), brief)


def _descriptions(
    reading: Reading, caret: Caret, widget_styles: WidgetStyles, width: int
) -> Iterable[StyledText]:
    """What is under the caret: selection, annotations, entity and quote."""
    name_width, note_width = max(12, width // 5), max(12, width // 3)
    text, analysis, codebook = reading.article.text, reading.analysis, reading.codebook
    if caret.selection is not None:
        count = len(caret.selection.of(text).split())
        selected = f"{count} word{'s' * (count != 1)} selected"
        if caret.is_moving_edges:
            selected = "Enter keeps the edges, Esc leaves them"
        yield StyledText(f"{selected}, moving the {caret.edge}", widget_styles.strong)
    for index, (_, annotation) in enumerate(annotations_at_caret(reading, caret)):
        labels = (
            ", ".join(truncate(codebook.named(t), name_width) for t in annotation.themes) or "note"
        )
        is_held = caret.active is not None and not index
        score = next((a.score for a in reading.needs_review if a.annotation is annotation), None)
        yield StyledText(f"{labels} in hand" if is_held else labels, widget_styles.strong)
        if score is not None:
            yield StyledText(f"{score:.0%} like its old words", widget_styles.plain)
        if annotation.note:
            yield StyledText(
                truncate(f"✎ {' '.join(annotation.note.split())}", note_width), widget_styles.plain
            )
    entity = analysis.entity_at(caret.point)
    if entity is not None:
        yield StyledText(f"{entity.label} {entity.name}", widget_styles.entity(entity.label))
    quote = analysis.quote_of(caret.word)
    if quote is not None:
        by = f" ({READERS})" if quote.correction else ""
        yield StyledText(f"{quote.kind} quote: {_speaker(reading, quote)}{by}", widget_styles.quote)


def _speaker(reading: Reading, quote: Quote) -> str:
    """The speaker's name, else the words that stand for the speaker."""
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
        """Cut the names to the new width."""
        if self._shown is not None:
            self.show_reading(*self._shown)

    def show_reading(self, reading: Reading, caret: Caret, widget_styles: WidgetStyles) -> None:
        """Show the themes of the codebook, those of the passage with a mark.

        Long names are cut; themes for which there is still no room are counted.
        """
        self._shown = reading, caret, widget_styles
        counts = reading.theme_counts
        annotation = reading.on(caret.passage)
        themes_on_passage = annotation.themes if annotation else ()
        room, themes = (self.size.width or maxsize) - 1, reading.codebook.themes
        content = (
            room,
            reading.codebook,
            [counts[theme.id] for theme in themes],
            themes_on_passage,
            widget_styles,
        )
        if content == self._content:
            return
        self._content = content
        fixed = sum(len(f" T 1✓ {counts[theme.id]}  ") for theme in themes)
        labels = truncate_longest([theme.label for theme in themes], room - fixed)
        if fixed + sum(map(cell_len, labels)) > room:
            room -= _COUNT_WIDTH
        pieces, keys, column, missing = [StyledText(" ")], [], 1, 0
        for theme, label in zip(themes, labels, strict=True):
            mark = "✓" if theme.id in themes_on_passage else " "
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
    """The keys of highest rank; those for which there is no room are counted."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._shown: tuple[Sequence[tuple[str, str]], WidgetStyles, bool] | None = None

    def fit_to_width(self) -> None:
        """Show the keys for which there is room."""
        if self._shown is not None:
            self._show_pairs(*self._shown)

    def show_commands(
        self, widget_styles: WidgetStyles, commands: Sequence[Command] = COMMANDS
    ) -> None:
        """Show commands by rank, as many as fit."""
        ranked = sorted((c for c in commands if c.rank), key=lambda command: command.rank)
        self._show_pairs([(c.shown_key, c.label) for c in ranked], widget_styles, True)

    def show_continuations(
        self, pending: Pending, pairs: Sequence[tuple[str, str]], widget_styles: WidgetStyles
    ) -> None:
        """Show the keys that may follow those typed so far."""
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
        room = self.size.width - (_MORE_KEYS_WIDTH if is_countable else 1)
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
