"""What a format cannot hold is told, by every format that cannot."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.exports.samples import NASTY, PLAIN, WIDE, anchored
from tui.exports import EXPORTS
from tui.model import Correction, Notes

PASSAGES_ONLY_COUNTED = {
    "csv-codebook", "csv-counts", "csv-presence", "csv-quotes", "labelstudio-config", "qdc",
    "taguette",
}  # fmt: skip
"""They hold no passage, and say so with a count."""
PAINTED = {"latex", "rtf", "svg"}
BESIDE_THE_PLACE = {"csv", "docx", "html", "json", "markdown", "obsidian", "org", "xlsx"} | PAINTED
"""They show how sure the place of a passage is."""
KEEPS = {
    "Corrections of what was found are left out: 1.": {"json", "xlsx"} | PAINTED,
    "Passages that wait for review look like any other: 1.": BESIDE_THE_PLACE,
}


def corrected() -> Notes:
    """Notes with a passage to be reviewed and a corrected quote."""
    (reading,) = PLAIN.readings
    selector = anchored(9, "“Trade will slow,”").annotation.selector
    correction = Correction("9" * 32, "port", selector, "speaker", "Ana R.", "ana")
    analysis = replace(reading.analysis, corrections=(correction,))
    return Notes(PLAIN.codebook, (replace(reading, analysis=analysis),))


@pytest.mark.parametrize("sentence", KEEPS)
@pytest.mark.parametrize("name", sorted(set(EXPORTS.names()) - PASSAGES_ONLY_COUNTED))
def test_what_the_reader_said_is_kept_or_told(name: str, sentence: str) -> None:
    actual = EXPORTS.get(name).losses(corrected())
    assert (sentence in actual) == (name not in KEEPS[sentence])


@pytest.mark.parametrize("name", sorted(PASSAGES_ONLY_COUNTED))
def test_a_format_without_passages_says_how_many(name: str) -> None:
    assert "passages left out: 5." in EXPORTS.get(name).losses(corrected())[0]


@pytest.mark.parametrize(
    "name",
    ["brat", "cas", "conll", "docbin", "doccano", "hypothesis", "labelstudio", "prodigy"],
)
def test_a_theme_that_gets_a_number_is_told(name: str) -> None:
    sentence = "Themes get a number, for another has their name: 1."
    assert sentence in EXPORTS.get(name).losses(WIDE)
    assert sentence not in EXPORTS.get(name).losses(PLAIN)


def test_lines_that_org_gets_with_invisible_spaces_are_told() -> None:
    (sentence,) = (one for one in EXPORTS.get("org").losses(NASTY) if "invisible" in one)
    assert sentence.endswith(": 7.")
    assert not [one for one in EXPORTS.get("org").losses(PLAIN) if "invisible" in one]
