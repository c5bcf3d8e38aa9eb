"""What every export has to be, and the bytes of each."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.exports.samples import EMPTY, NASTY, PLAIN
from tui.exports import EXPORTS, Exporter
from tui.model import Notes

GOLDEN = Path(__file__).parent / "golden"
SAMPLES = {"empty": EMPTY, "plain": PLAIN, "hostile": NASTY}

every_format = pytest.mark.parametrize("exporter", EXPORTS, ids=lambda exporter: exporter.name)
every_sample = pytest.mark.parametrize("sample", SAMPLES)


def test_the_three_formats_of_the_command_line_are_there() -> None:
    assert {"markdown", "csv", "json"} <= set(EXPORTS.names())


@every_format
def test_each_says_who_it_is(exporter: Exporter) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9-]*", exporter.name)
    assert re.fullmatch(r"\.[a-z.]+", exporter.suffix)
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


@every_format
@every_sample
def test_no_terminal_obeys_an_export(exporter: Exporter, sample: str) -> None:
    text = exporter.render(SAMPLES[sample]).decode("utf-8-sig")
    lines = text.replace("\r\n", "\n").split("\n")
    assert not [line for line in lines if re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e]", line)]


@every_format
@every_sample
def test_the_bytes_are_the_contract(exporter: Exporter, sample: str) -> None:
    golden = GOLDEN / f"{sample}{exporter.suffix}"
    made = exporter.render(SAMPLES[sample])
    if os.environ.get("PULLQUOTE_GOLDEN") == "take":
        golden.write_bytes(made)
    assert made == golden.read_bytes()
