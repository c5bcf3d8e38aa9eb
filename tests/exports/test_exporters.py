"""What every export has to be, and the bytes of each."""

from __future__ import annotations

import io
import os
import re
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.exports.samples import EMPTY, NASTY, PLAIN, WIDE, many
from tui.exports import EXPORTS, Exporter
from tui.model import Notes

GOLDEN = Path(__file__).parent / "golden"
SAMPLES = {"empty": EMPTY, "plain": PLAIN, "hostile": NASTY, "wide": WIDE}
FOREIGN = {"cas", "docx", "latex", "rtf", "svg", "taguette-project", "xlsx"}
"""Written by a library whose next release may write other bytes; their own tests read them."""


ZIPS = {"brat", "cas", "docx", "qdpx", "taguette", "xlsx"}
BINARY = {**dict.fromkeys(sorted(ZIPS), b"PK"), "taguette-project": b"SQLite"}
"""The first bytes of the formats that no terminal shows as text."""


def parts(data: bytes) -> dict[str, bytes]:
    """The files of a zip, for compression differs between machines; else the one file."""
    if not data.startswith(b"PK"):
        return {"": data}
    with ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


MANY = many(10_000)


def formats(*without: str) -> pytest.MarkDecorator:
    """The test for each format; those that start a process have tests of their own."""
    found = [one for one in EXPORTS if one.name not in {"docbin", *without}]
    slow = [pytest.mark.slow]
    params = [pytest.param(e, id=e.name, marks=slow * (e.name == "docx")) for e in found]
    return pytest.mark.parametrize("exporter", params)


every_format = formats()
every_sample = pytest.mark.parametrize("sample", SAMPLES)


def test_the_three_formats_of_the_command_line_are_there() -> None:
    assert {"markdown", "csv", "json"} <= set(EXPORTS.names())


@every_format
def test_each_says_who_it_is(exporter: Exporter) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9-]*", exporter.name)
    assert re.fullmatch(r"\.[a-z.]+3?", exporter.suffix)
    assert exporter.label.strip()


def test_no_two_share_a_file_name_ending() -> None:
    endings = [exporter.suffix for exporter in EXPORTS]
    assert len(set(endings)) == len(endings)


@every_format
@every_sample
def test_each_gives_the_same_bytes_for_the_same_notes(exporter: Exporter, sample: str) -> None:
    notes = SAMPLES[sample]
    again = type(exporter)()
    assert exporter.render(notes) == again.render(Notes(notes.codebook, tuple(notes.readings)))
    assert all(sentence.endswith(".") for sentence in exporter.losses(notes))


@formats(*BINARY)
@every_sample
def test_a_text_format_holds_nothing_that_a_terminal_obeys(exporter: Exporter, sample: str) -> None:
    lines = exporter.render(SAMPLES[sample]).decode("utf-8-sig").replace("\r\n", "\n").split("\n")
    assert not [line for line in lines if re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e]", line)]


@every_format
def test_only_the_binary_formats_are_binary(exporter: Exporter) -> None:
    start = BINARY.get(exporter.name)
    assert exporter.render(SAMPLES["plain"]).startswith((b"PK", b"SQLite")) == (start is not None)
    assert exporter.render(SAMPLES["plain"]).startswith(start or b"")


@formats(*set(EXPORTS.names()) - ZIPS)
@every_sample
def test_the_files_in_a_zip_have_no_time_of_their_own(exporter: Exporter, sample: str) -> None:
    with ZipFile(io.BytesIO(exporter.render(SAMPLES[sample]))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@formats(*FOREIGN)
@every_sample
def test_the_bytes_are_the_contract(exporter: Exporter, sample: str) -> None:
    golden = GOLDEN / f"{sample}{exporter.suffix}"
    made = exporter.render(SAMPLES[sample])
    if os.environ.get("PULLQUOTE_GOLDEN") == "take":
        golden.write_bytes(made)
    assert parts(made) == parts(golden.read_bytes())


@every_format
def test_ten_thousand_passages_can_be_written(exporter: Exporter) -> None:
    assert exporter.render(MANY)
    assert all(re.search(r"\d", sentence) for sentence in exporter.losses(MANY))
