"""Formats of labelling programs: every passage comes out of the file as it went in."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.exports.samples import NASTY, PLAIN, WIDE
from tui.exports.brat import Brat
from tui.exports.cas import ARTICLE, PASSAGE, Cas
from tui.exports.code_system import NO_THEME, CodeSystem
from tui.exports.conll import Conll
from tui.exports.doccano import Doccano
from tui.exports.label_studio import LabelStudio, LabelStudioConfig
from tui.exports.offset_units import TokenSpans, tokenize
from tui.exports.spacy_formats import DOC_KEY, Prodigy, SpacyDocBin
from tui.model import Notes, Span

Passages = list[tuple[str, str]]

SAMPLES = pytest.mark.parametrize("notes", [PLAIN, NASTY, WIDE], ids=["plain", "hostile", "wide"])


def passages(notes: Notes, without: str | None = NO_THEME) -> Passages:
    """The words and the name of every passage and theme; those without, under ``without``."""
    names = CodeSystem(notes).names
    return [
        (span.of(reading.article.text), name)
        for reading in notes.readings
        for span, one in reading.placed
        for name in [names[theme] for theme in one.themes] or [without]
        if name is not None
    ]


@SAMPLES
def test_label_studio_regions(notes: Notes) -> None:
    tasks = json.loads(LabelStudio().render(notes))
    told = []
    for task in tasks:
        text = task["data"]["text"]
        for region in (one for kept in task["annotations"] for one in kept["result"]):
            value = region["value"]
            if region["type"] == "labels":
                assert text[value["start"] : value["end"]] == value["text"]
                told += [(value["text"], label) for label in value["labels"]]
    assert sorted(told) == sorted(passages(notes))


def test_label_studio_has_an_annotation_for_each_coder_and_notes_beside_labels() -> None:
    _, task = json.loads(LabelStudio().render(WIDE))
    assert [kept["id"] for kept in task["annotations"]] == [1, 2]
    regions = task["annotations"][0]["result"]
    notes = {one["id"]: one["value"]["text"] for one in regions if one["from_name"] == "note"}
    assert notes == {f"{12:032x}": ["a\n\nb\t🙂 = |"], f"{14:032x}": ["外"]}
    assert set(notes) <= {one["id"] for one in regions if one["from_name"] == "label"}


def test_label_studio_s_setup_knows_every_label() -> None:
    setup = etree.fromstring(LabelStudioConfig().render(WIDE))
    assert [one.get("value") for one in setup.iter("Label")] == [
        *CodeSystem(WIDE).names.values(),
        NO_THEME,
    ]
    assert setup.find("Text").get("value") == "$text"


@SAMPLES
def test_doccano_labels(notes: Notes) -> None:
    data = Doccano().render(notes)
    assert data.isascii()
    told = []
    for line in map(json.loads, data.splitlines()):
        told += [(line["text"][start:end], name) for start, end, name in line["label"]]
    assert told == passages(notes, without=None)


def test_doccano_s_own_losses_are_told() -> None:
    losses = Doccano().losses(WIDE)
    assert "Passages whose words are gone are left out: 2." in losses
    assert losses[-1].endswith("unless its project allows overlapping spans: 3.")


@SAMPLES
def test_prodigy_spans_hold_whole_tokens_and_tell_the_exact_place(notes: Notes) -> None:
    told = []
    for task in map(json.loads, Prodigy().render(notes).splitlines()):
        text, tokens = task["text"], task["tokens"]
        assert all(text[one["start"] : one["end"]] == one["text"] for one in tokens)
        for span, (start, end) in zip(task["spans"], task["meta"]["exact"], strict=True):
            assert tokens[span["token_start"]]["start"] == span["start"] <= start
            assert tokens[span["token_end"]]["end"] == span["end"]
            assert text[span["end"] : end].strip() == ""
            told.append((text[start:end], span["label"]))
    assert told == passages(notes)


def test_prodigy_keeps_what_is_known_of_a_passage() -> None:
    (task,) = map(json.loads, Prodigy().render(PLAIN).splitlines())
    first, quoted = task["spans"][:2]
    assert first["note"] == "Which port?\nAsk.\n\n- the harbour"
    assert (quoted["speaker"], quoted["coder"], quoted["id"]) == ("Ana Ruiz", "ana", f"{2:032x}")


@pytest.mark.slow
@pytest.mark.parametrize("notes", [WIDE, NASTY], ids=["wide", "hostile"])
def test_spacy_reads_the_spans(notes: Notes) -> None:
    import spacy
    from spacy.tokens import DocBin

    data = SpacyDocBin().render(notes)
    assert data == SpacyDocBin().render(notes)
    docs = DocBin().from_bytes(data).get_docs(spacy.blank("en").vocab)
    told = []
    for doc in docs:
        kept = doc.user_data[DOC_KEY]
        for span, (start, end) in zip(doc.spans[DOC_KEY], kept["exact"], strict=True):
            assert span.start_char <= start < end <= span.end_char
            told.append((doc.text[start:end], span.label_))
    assert told == passages(notes, without=None)


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


@SAMPLES
def test_brat_marks(notes: Notes) -> None:
    expected = [(words, name.replace("|", "¦")) for words, name in passages(notes)]
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


def conll_passages(data: bytes) -> Iterator[tuple[str, str]]:
    words: list[str] = []
    name = ""
    for line in [*data.decode().splitlines(), ""]:
        token, tag = (line.split(" ")[0], line.split(" ")[-1]) if line else ("", "O")
        if words and not tag.startswith("I-"):
            yield "".join(words), name
            words = []
        if tag != "O":
            words.append(token)
            name = tag[2:]


def test_conll_tags() -> None:
    assert list(conll_passages(Conll().render(WIDE))) == [
        ("“Wirverhandelnnicht🙂,”LéaMartinsaid", 'asylum_|_"claims"'),
        ("外務省は「協議中」", "trade"),
        ("a\u0308rgergrows…𝔘", "trade-2"),
    ]
    losses = Conll().losses(WIDE)
    assert "Passages that overlap another are left out: 3." in losses
    assert "Passages keep only the first of their themes: 1." in losses


def test_a_passage_over_two_lines_begins_anew_in_conll() -> None:
    tagged = list(conll_passages(Conll().render(PLAIN)))
    assert tagged[1:3] == [("said.", "aid"), ("Nobodywashurt🙂.", "aid")]
    assert "Passages come apart at line ends: 1." in Conll().losses(PLAIN)


@pytest.mark.slow
def test_spacy_s_own_converter_reads_conll() -> None:
    from spacy.training.converters import conll_ner_to_docs

    docs = list(conll_ner_to_docs(Conll().render(PLAIN).decode(), no_print=True))
    assert [(one.text, one.label_) for doc in docs for one in doc.ents] == [
        ("“ Trade will slow , ”", "trade"),
        ("said .", "aid"),
        ("Nobody was hurt 🙂 .", "aid"),
        ("The minister sent aid .", "aid"),
    ]


@pytest.mark.parametrize("notes", [PLAIN, NASTY, WIDE], ids=["plain", "hostile", "wide"])
def test_dkpro_cassis_reads_the_xmi(notes: Notes) -> None:
    import cassis

    with ZipFile(io.BytesIO(Cas().render(notes))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    types = cassis.load_typesystem(io.BytesIO(files.pop("TypeSystem.xml")))
    told: list[tuple[str, str | None]] = []
    for name in files:
        cas = cassis.load_cas_from_xmi(io.BytesIO(files[name]), typesystem=types)
        (article,) = cas.select(ARTICLE)
        assert article.get_covered_text() == cas.sofa_string
        told += [(one.get_covered_text(), one.theme) for one in cas.select(PASSAGE)]
    expected = [(words, None if name == NO_THEME else name) for words, name in passages(notes)]
    assert sorted(told, key=str) == sorted(expected, key=str)


def test_the_xmi_counts_in_utf16() -> None:
    with ZipFile(io.BytesIO(Cas().render(WIDE))) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".xmi"))
        root = etree.fromstring(archive.read(name))
    units = root.find("{*}Sofa").get("sofaString").encode("utf-16-le")
    words = {
        units[2 * int(one.get("begin")) : 2 * int(one.get("end"))].decode("utf-16-le")
        for one in root.iter("{*}Passage")
    }
    assert words == {words for words, _ in passages(WIDE)}


@given(st.text(st.sampled_from("aé\u0301 .\n🙂中👩\u200d-"), max_size=30), st.data())
def test_a_span_touches_the_tokens_that_share_a_character_with_it(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    spans = tokenize(text)
    assert "".join(one.of(text) for one in spans) == "".join(text.split())
    touched = TokenSpans(spans).overlapping(span)
    expected: list[Any] = [one for one in spans if one.overlaps(span)]
    assert [*spans[touched.start : touched.end]] == expected if touched else not expected
