"""The workbook as openpyxl reads it."""

from __future__ import annotations

import io
from dataclasses import replace

from openpyxl import Workbook, load_workbook

from tests.exports.samples import EMPTY, NASTY, PLAIN, WIDE, anchored
from tui.exports.tables import PASSAGE_COLUMNS
from tui.exports.xlsx import LONGEST_CELL, Xlsx
from tui.model import Notes


def book(notes: Notes) -> Workbook:
    return load_workbook(io.BytesIO(Xlsx().render(notes)))


def rows(notes: Notes, sheet: str) -> list[tuple[object, ...]]:
    return list(book(notes)[sheet].iter_rows(values_only=True))


def test_five_sheets() -> None:
    names = ["Passages", "Articles 0-1", "Articles counts", "Quotes", "Codebook"]
    assert book(EMPTY).sheetnames == book(WIDE).sheetnames == names


def test_a_row_per_passage_and_theme() -> None:
    head, *actual = rows(WIDE, "Passages")
    assert head == PASSAGE_COLUMNS
    text, start, end = (PASSAGE_COLUMNS.index(name) for name in ("text", "start", "end"))
    body = {reading.article.id: reading.article.text for reading in WIDE.readings}
    placed = [row for row in actual if row[start] is not None]
    assert len(placed) == 8
    for row in placed:
        assert body[str(row[0])][row[start] : row[end]] == row[text]  # type: ignore[misc]


def test_numbers_are_numbers() -> None:
    _, gone, wide = rows(WIDE, "Articles counts")
    assert gone[4:] == (0, 0, 0, 0)
    assert wide[4:] == (1, 3, 3, 2)
    assert rows(WIDE, "Articles 0-1")[2][4:] == (1, 1, 1, 1)


def test_quotes_and_themes() -> None:
    assert rows(PLAIN, "Quotes")[1][6:] == ("Ana Ruiz", "Ana Ruiz", None, "“Trade will slow,”")
    assert rows(WIDE, "Codebook")[2][:3] == ("asylum", 'asylum | "claims"', "migration")


def test_no_cell_is_a_formula_or_a_link() -> None:
    cells = [cell for sheet in book(NASTY) for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert '=HYPERLINK("http://x","click")' in [cell.value for cell in cells]


def test_a_cell_that_is_too_long_is_cut_and_told() -> None:
    reading = replace(
        PLAIN.readings[0], annotations=(anchored(1, "Rain", note="🙂" * LONGEST_CELL),)
    )
    notes = Notes(PLAIN.codebook, (reading,))
    note = rows(notes, "Passages")[1][PASSAGE_COLUMNS.index("note")]
    assert note == "🙂" * (LONGEST_CELL // 2)
    assert Xlsx().losses(notes) == ["Cells over 32,767 characters are cut: 1."]


def test_a_sheet_is_fit_to_read_and_to_print() -> None:
    for sheet in book(PLAIN):
        assert sheet.freeze_panes == "B2"
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.auto_filter.ref.startswith("A1:")
    heights = [book(PLAIN)["Passages"].row_dimensions[line].height for line in (2, 3)]
    assert heights == [60, None]  # a note of four lines, and one line
