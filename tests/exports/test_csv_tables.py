from __future__ import annotations

import csv
import io

from tests.exports.samples import EMPTY, NASTY, PLAIN, WIDE
from tui.exports.csv_tables import CsvCodebook, CsvCounts, CsvPassages, CsvPresence, CsvQuotes
from tui.exports.tables import PASSAGE_COLUMNS
from tui.model import Notes


def read(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def rows(notes: Notes) -> list[dict[str, str]]:
    text = CsvPassages().render(notes).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_excel_is_told_that_it_is_utf8() -> None:
    data = CsvPassages().render(PLAIN)
    assert data.startswith(b"\xef\xbb\xbfarticle,title,")
    assert data.endswith(b"\r\n")


def test_no_notes_give_the_columns_only() -> None:
    assert CsvPassages().render(EMPTY).decode("utf-8-sig") == ",".join(PASSAGE_COLUMNS) + "\r\n"


def test_a_row_per_passage_and_theme() -> None:
    actual = [(row["text"], row["theme"]) for row in rows(PLAIN)]
    assert actual == [
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
    assert CsvPassages().losses(PLAIN) == [
        "Themes lose their place under another: 1.",
        "Themes lose their colours: 5.",
        "Descriptions of themes are left out: 5.",
        "Themes lose their keys and cues: 5.",
    ]
    assert CsvPassages().losses(NASTY)[-1].startswith("25 cells could act as a formula")


def test_articles_by_theme_are_a_matrix() -> None:
    for exporter, trade in ((CsvPresence(), "1"), (CsvCounts(), "3")):
        (head, gone, wide) = read(exporter.render(WIDE))
        assert head[4:] == ["Migration/flight", 'asylum | "claims"', "trade", "trade-2"]
        assert gone[4:] == ["0", "0", "0", "0"]
        assert (wide[0], wide[6]) == ("wide/€ 1", trade)


def test_quotes_have_their_speakers() -> None:
    _, quote = read(CsvQuotes().render(PLAIN))
    assert quote == [
        "port", "Port closes", "direct", "2", "35", "53", "Ana Ruiz", "Ana Ruiz", "",
        "“Trade will slow,”",
    ]  # fmt: skip


def test_a_codebook_is_a_table() -> None:
    _, migration, asylum, *_ = read(CsvCodebook().render(WIDE))
    assert migration == [
        "migration", "Migration/flight", "", "1", "#7a4cc2", "Who moves.\nAnd why.", "", "1", "1",
    ]  # fmt: skip
    assert asylum[1:3] == ['asylum | "claims"', "migration"]


def test_a_theme_s_name_is_no_formula() -> None:
    (head, *_) = read(CsvCounts().render(NASTY))
    assert "'=t" in head
