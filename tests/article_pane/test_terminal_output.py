"""What a terminal makes of the pane: the right words at the right cells, and nothing else."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.console import Console

from tests.article_pane.host_app import Host, caret, terminal
from tests.article_pane.text_strategies import any_text
from tests.highlight.readings import readings, spans
from tui.highlight import DARK, PALETTES, Layers
from tui.model import Reading, Span
from tui.text_layout.cell_sanitizer import CELL_WIDTHS, sanitize
from tui.text_layout.columns import Columns
from tui.text_layout.line_geometry import WrappedText
from tui.text_layout.wrapping import wrap
from tui.widgets.article_pane.painting import Painter
from tui.widgets.article_pane.style_cache import StyleCache

PYTE_KNOWS = "".join(
    (
        "the border ", "“Aye,” ", "漢字 ", "한국어、", "e\u0301 ", "n\u0303", "שלום ", "अन्त ",
        "❤\ufe0f ", "1\ufe0f\u20e3", "🇺🇸 ", "👍\U0001f3fd ", "👨\u200d👩 ", "go\u00advern ",
        "\n", "\u202eabc", "\x1b[31m", "\x9b2J", "\u2066",
    )
)  # fmt: skip


def painter_of(here: Reading, width: int = 60) -> Painter:
    columns = Columns.of(width)
    lines = WrappedText(here.article.text, wrap(here.article.text, columns.measure, spaced=True))
    return Painter(Layers(here), lines, columns, StyleCache(DARK, here.codebook))


layered = readings(any_text.filter(bool))


@given(layered, st.integers(1, 90), st.data())
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_no_control_or_direction_mark_reaches_a_segment(
    here: Reading, width: int, data: st.DataObject
) -> None:
    painter = painter_of(here, width)
    place = spans(len(here.article.text))
    painter.set_overlays(caret(*(data.draw(place) for _ in range(3))), (data.draw(place),))
    for line in range(min(len(painter.lines), 40)):
        words = "".join(segment.text for segment in painter.strip(line))
        assert not {unicodedata.category(letter) for letter in words} & {"Cc", "Cs"}
        assert not re.search(
            "[\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]", words
        )


@given(layered, st.integers(2, 90), st.data())
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_what_a_strip_says_of_its_width_is_so(
    here: Reading, width: int, data: st.DataObject
) -> None:
    painter = painter_of(here, width)
    painter.set_overlays(caret(data.draw(spans(len(here.article.text)))), ())
    for line in range(min(len(painter.lines), 40)):
        strip = painter.strip(line)
        assert strip.cell_length == width
        assert sum(segment.cell_length for segment in strip) == width


@given(layered, st.data())
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_every_character_is_drawn_once_and_styled(here: Reading, data: st.DataObject) -> None:
    painter = painter_of(here)
    painter.set_overlays(caret(data.draw(spans(len(here.article.text)))), ())
    columns = painter.columns
    for line in range(min(len(painter.lines), 40)):
        strip = painter.strip(line)
        words = "".join(segment.text for segment in strip)[columns.text :]
        drawn = sanitize(painter.lines.drawn_span(line).of(here.article.text))
        assert words.startswith(drawn)
        assert not words[len(drawn) :].strip()
        assert all(segment.style is not None for segment in strip)


@given(layered, st.data())
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_a_short_sequence_says_the_same_as_a_whole_one(here: Reading, data: st.DataObject) -> None:
    painter = painter_of(here)
    place = spans(len(here.article.text))
    painter.set_overlays(caret(*(data.draw(place) for _ in range(3))), ())
    strips = [painter.strip(line) for line in range(min(len(painter.lines), 12))]
    # Pyte stops at some characters without width; colours are what is looked at here.
    plain = [strip for strip in strips if all(segment.text.isascii() or segment.text in "▸│▎✎"
                                              for segment in strip)]  # fmt: skip
    whole = [strip.crop(0, strip.cell_length - 1) for strip in plain]
    short, long = terminal(plain, 60), terminal(whole, 60)
    for row in range(len(plain)):
        for column in range(59):
            assert short.buffer[row][column] == long.buffer[row][column]


def test_every_character_is_at_its_cell() -> None:
    from tests.highlight.readings import reading

    text = PYTE_KNOWS * 6
    painter = painter_of(reading(text), 50)
    lines = painter.lines
    screen = terminal([painter.strip(line) for line in range(len(lines))], 50)
    for offset, letter in enumerate(text):
        line = lines.line_of(offset)
        if lines.drawn_span(line).holds(offset) and CELL_WIDTHS[letter]:
            cell = screen.buffer[line][painter.columns.text + lines.cell_of(offset)]
            assert unicodedata.normalize("NFD", cell.data)[0] == unicodedata.normalize(
                "NFD", sanitize(letter))[0]  # fmt: skip


async def test_the_screen_holds_what_the_pane_drew(seed_article) -> None:
    from tests.highlight.readings import reading

    app = Host(reading(seed_article.text))
    async with app.run_test(size=(80, 24)):
        app.pane.caret = caret(Span(7, 13), Span(0, 60), Span(20, 300))
        app.pane.palette = PALETTES["light"]
        strips = app.pane.render_lines(app.pane.size.region)
        width = app.pane.size.width
        screen = terminal(strips, width)
        assert screen.display[0][7:].startswith("As the United States")
        assert screen.buffer[0][7 + 20].reverse
        assert not screen.buffer[0][7 + 14].reverse
        assert screen.buffer[0][7 + 7].underscore
        assert screen.buffer[0][7].bg == PALETTES["light"].sentence[1:]


def test_without_colours_a_strip_still_renders() -> None:
    from tests.highlight.readings import reading

    strip = painter_of(reading("Plain words.")).strip(0)
    assert "Plain words." in strip.render(Console(color_system=None))
