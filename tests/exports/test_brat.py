"""brat: annotations, notes and configuration."""

from __future__ import annotations

import io
from collections.abc import Iterator
from zipfile import ZipFile

from tests.exports.samples import WIDE, every_sample, passages_of
from tui.exports.brat import Brat
from tui.model import Notes


def brat_files(notes: Notes) -> dict[str, str]:
    with ZipFile(io.BytesIO(Brat().render(notes))) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def brat_passages(files: dict[str, str]) -> Iterator[tuple[str, str]]:
    labels = dict(
        line.split(" | ", 1) for line in files["visual.conf"].splitlines() if " | " in line
    )
    for name in files:
        if name.endswith(".ann"):
            text = files[name.removesuffix(".ann") + ".txt"]
            for line in files[name].splitlines():
                if line.startswith("T"):
                    _, place, words = line.split("\t")
                    kind, _, places = place.partition(" ")
                    pieces = [tuple(map(int, one.split())) for one in places.split(";")]
                    assert words == " ".join(text[start:end] for start, end in pieces)
                    assert "\n" not in words
                    yield text[pieces[0][0] : pieces[-1][1]], labels.get(kind, kind)


@every_sample
def test_brat_marks(notes: Notes) -> None:
    expected = [(words, name.replace("|", "¦")) for words, name in passages_of(notes)]
    assert list(brat_passages(brat_files(notes))) == expected


def test_brat_s_types_are_a_tree_of_words() -> None:
    files = brat_files(WIDE)
    assert files["annotation.conf"].startswith(
        "[entities]\nMigration_flight\n\tasylum____claims_\ntrade\n\ttrade-2\nno-theme\n\n[relations]"
    )
    assert set(files) == {
        "annotation.conf", "visual.conf", "gone.txt", "gone.ann", "wide___1.txt", "wide___1.ann",
    }  # fmt: skip


def test_a_note_in_brat_has_one_line_and_says_that_it_lost_the_others() -> None:
    (note,) = (
        line for line in brat_files(WIDE)["wide___1.ann"].splitlines() if line.endswith("= |")
    )
    assert note == "#1\tAnnotatorNotes T2\ta b 🙂 = |"
    losses = Brat().losses(WIDE)
    assert "Notes lose their line ends: 1." in losses
    assert "Themes are called otherwise, for brat's signs are in their names: 1." in losses
