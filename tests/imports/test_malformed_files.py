"""Files that contradict themselves: one sentence each, nothing is guessed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest

from tests.imports.samples import SAMPLES, TEXT, file_of, taguette, zipped
from tui.errors import NotesError
from tui.imports import IMPORTS
from tui.imports.notes_loading import read_notes


@pytest.mark.parametrize(
    ("lines", "flaw"),
    [
        ("T1\ttrade 0 6\tBorder\nT1\taid 7 12\ttalks", "T1 is there twice"),
        ("T1\ttrade 0 6\tBetter", "T1 says other words than its text at 0 6"),
        ("T1\ttrade 0 6;7 12\tBorder walls", "T1 says other words"),
    ],
)
def test_brat_whose_lines_are_not_those_of_its_text(lines: str, flaw: str) -> None:
    file = file_of("border.zip", zipped({"border.txt": TEXT, "border.ann": lines}))
    with pytest.raises(NotesError, match=flaw):
        IMPORTS.get("brat").read(file)


@pytest.mark.parametrize("text", [TEXT, TEXT.replace("\n", "\r\n"), "\ufeff" + TEXT])
def test_brat_s_own_words_are_those_of_the_text_however_lines_end(text: str) -> None:
    start = text.removeprefix("\ufeff").index("Steel 鋼")
    lines = f"T1\ttrade 0 6;7 12\tBorder talks\nT2\taid {start} {start + 7}\tSteel 鋼"
    incoming = IMPORTS.get("brat").read(
        file_of("border.zip", zipped({"border.txt": text, "border.ann": lines}))
    )
    spans = [one.span for one in incoming.passages if one.span]
    assert [span.of(TEXT) for span in spans] == ["Border talks", "Steel 鋼"]


@pytest.mark.parametrize("value", ["1", 1.5, None])
def test_positions_of_a_web_annotation_are_numbers(value: object) -> None:
    document = json.loads(json.dumps(SAMPLES["webannotation"].document))
    document["items"][0]["target"]["selector"][1]["start"] = value
    with pytest.raises(NotesError, match="“start” is no whole number"):
        IMPORTS.get("webannotation").read(file_of("w.jsonld", document))


def test_two_themes_of_one_id() -> None:
    document = json.loads(json.dumps(SAMPLES["json"].document))
    document["codebook"].append(document["codebook"][0])
    with pytest.raises(NotesError, match="two of its themes have one id"):
        IMPORTS.get("json").read(file_of("n.json", document))


@pytest.mark.parametrize("parents", [("trade", "aid"), ("aid", "trade")])
def test_themes_in_a_circle(parents: tuple[str, str]) -> None:
    document = json.loads(json.dumps(SAMPLES["json"].document))
    themes = {theme["id"]: theme for theme in document["codebook"]}
    for theme, parent in zip(("trade", "aid"), parents, strict=True):
        themes[theme]["parent"] = parent
    with pytest.raises(NotesError, match="“trade” is below itself"):
        IMPORTS.get("json").read(file_of("n.json", document))


def _bytes_for_a_document(database: sqlite3.Connection) -> None:
    database.execute("UPDATE documents SET contents = x'ff00ff'")


def _a_word_for_an_offset(database: sqlite3.Connection) -> None:
    database.execute("UPDATE highlights SET end_offset = 'abc'")


@pytest.mark.parametrize("spoil", [_bytes_for_a_document, _a_word_for_an_offset])
def test_a_project_of_taguette_with_values_of_other_types(
    spoil: Callable[[sqlite3.Connection], Any],
) -> None:
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(taguette())
        spoil(database)
        database.commit()
        data = database.serialize()
    with pytest.raises(NotesError, match="not of the kind it should be"):
        IMPORTS.get("taguette").read(file_of("t.sqlite3", data))


def test_a_project_of_taguette_with_a_page_that_was_overwritten() -> None:
    data = bytearray(taguette())
    data[4096 + 8 : 4096 + 60] = b"\xff" * 52
    with pytest.raises(NotesError, match=r"t\.sqlite3"):
        IMPORTS.get("taguette").read(file_of("t.sqlite3", bytes(data)))


@pytest.mark.parametrize("share", [0.3, 0.9])
def test_a_zip_that_is_cut_off_is_said_to_be(share: float, tmp_path: Any) -> None:
    data = SAMPLES["qdpx"].data
    path = tmp_path / "p.qdpx"
    path.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(NotesError, match="cut off or damaged"):
        read_notes(path)


def _lines(field: str, value: Any) -> str:
    meta = {"source": "wire.txt", "article": "wire"}
    rows = [
        {"text": f"{words} again", "meta": meta, field: value(len(words))}
        for words in ("One", "Three")
    ]
    return "\n".join(map(json.dumps, rows))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("prodigy", _lines("spans", lambda n: [{"start": 0, "end": n, "label": "x"}])),
        ("doccano", _lines("label", lambda n: [[0, n, "x"]])),
        (
            "labelstudio",
            [
                {
                    "data": {"text": f"{words} again", "id": "wire"},
                    "annotations": [
                        {
                            "result": [
                                {"value": {"start": 0, "end": len(words), "labels": ["x"]}},
                            ]
                        }
                    ],
                }
                for words in ("One", "Three")
            ],
        ),
        (
            "brat",
            zipped(
                {
                    f"{folder}/wire.{end}": text
                    for folder, words in (("a", "One"), ("b", "Three"))
                    for end, text in (
                        ("txt", f"{words} again"),
                        ("ann", f"T1\tx 0 {len(words)}\t{words}\n"),
                    )
                }
            ),
        ),
    ],
    ids=("prodigy", "doccano", "labelstudio", "brat"),
)
def test_documents_of_one_name_each_keep_their_text(name: str, data: object) -> None:
    incoming = IMPORTS.get(name).read(file_of("f", data))
    texts = {article.name: article.text for article in incoming.articles}
    assert texts == {"wire": "One again", "wire-2": "Three again"}
    said = [one.span.of(texts[one.article]) for one in incoming.passages if one.span]
    assert said == ["One", "Three"]
