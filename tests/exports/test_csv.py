from __future__ import annotations

import csv
import io

from tests.exports.samples import EMPTY, NASTY, PLAIN
from tui.exports.csv_rows import COLUMNS, CsvRows
from tui.model import Notes


def rows(notes: Notes) -> list[dict[str, str]]:
    text = CsvRows().render(notes).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_excel_is_told_that_it_is_utf8() -> None:
    data = CsvRows().render(PLAIN)
    assert data.startswith(b"\xef\xbb\xbfarticle,title,")
    assert data.endswith(b"\r\n")


def test_no_notes_give_the_columns_only() -> None:
    assert CsvRows().render(EMPTY).decode("utf-8-sig") == ",".join(COLUMNS) + "\r\n"


def test_a_row_per_passage_and_theme() -> None:
    told = [(row["text"], row["theme"]) for row in rows(PLAIN)]
    assert told == [
        ("Rain fell on the port.", ""),
        ("“Trade will slow,”", "trade"),
        ("“Trade will slow,”", "rail"),
        ("said.\n\nNobody was hurt 🙂.", "aid"),
        ("The minister sent aid.", "aid"),
        ("The minister sent aid.", "lost theme"),
        ("These words are gone.", "trade"),
    ]


def test_every_cell_of_a_row() -> None:
    assert rows(PLAIN)[2] == {
        "article": "port",
        "title": "Port closes",
        "outlet": "The Daily",
        "date": "2026-01-02",
        "path": "seeds/port.txt",
        "paragraph": "2",
        "start": "35",
        "end": "53",
        "theme": "rail",
        "theme_label": "rail & road",
        "text": "“Trade will slow,”",
        "speaker": "Ana Ruiz",
        "note": "",
        "coder": "ana",
        "anchor": "exact",
        "created": "2026-01-02T03:04:05Z",
        "changed": "2026-01-02T03:04:05Z",
        "annotation": f"{2:032x}",
    }


def test_an_orphan_has_no_place() -> None:
    orphan = rows(PLAIN)[-1]
    assert (orphan["anchor"], orphan["start"], orphan["end"], orphan["paragraph"]) == (
        "orphan", "", "", "",
    )  # fmt: skip


def test_no_cell_is_a_formula() -> None:
    cells = [cell for row in rows(NASTY) for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert '\'=HYPERLINK("http://x","click")' in cells


def test_what_was_changed_is_counted() -> None:
    assert CsvRows().losses(PLAIN) == []
    (sentence,) = CsvRows().losses(NASTY)
    assert sentence.startswith("25 cells could act as a formula")
