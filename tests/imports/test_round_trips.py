"""Export, then import: the same annotations, for every format that goes both ways."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple
from uuid import NAMESPACE_OID, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exports.samples import many
from tests.session.memory_store import MemoryStore
from tui.config import Workspace
from tui.exports import EXPORTS
from tui.hostile_characters import sanitise
from tui.imports import IMPORTS
from tui.imports.notes_file import NotesFile
from tui.model import (
    DEFAULT_CODEBOOK,
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
from tui.session.importing.import_plan import apply_plan, plan_import
from tui.session.library import Library

DAY = "2026-01-02T03:04:05Z"
CODEBOOK = Codebook(
    (
        *DEFAULT_CODEBOOK,
        Theme("rail", "rail & road / “a|b” <c>", "5", "#123456", "What\nmoves.", "trade", ("x",)),
        Theme("9", "9 lives, 😀", "", "#abcdef", "", "rail"),
    )
)
NAMES = ("port", "v1.2 of report.v2", "Ähm 🙂", "a'b&c;d")
LETTERS = "ab Zé鋼🙂🇨🇦’“”\"'<&>|=@\\/\t\n\u0301\u200d\ufe0f\u00ad"


class ActiveAnnotation(NamedTuple):
    """What of an annotation a format keeps."""

    notes: Callable[[str], str] | None = str
    coder: bool = True
    dates: bool = True
    untagged: bool = True


def _in_one_line(note: str) -> str:
    return " ".join(note.split())


TWO_WAYS = {
    "json": ActiveAnnotation(),
    "webannotation": ActiveAnnotation(),
    "hypothesis": ActiveAnnotation(),
    "qdpx": ActiveAnnotation(),
    "prodigy": ActiveAnnotation(),
    "labelstudio": ActiveAnnotation(coder=False, dates=False),
    "taguette-project": ActiveAnnotation(None, coder=False, dates=False),
    "brat": ActiveAnnotation(_in_one_line, coder=False, dates=False),
    "doccano": ActiveAnnotation(None, coder=False, dates=False, untagged=False),
}
READERS = {"taguette-project": "taguette"}
"""What reads an export whose name is not that of the import."""
WITHOUT_TEXTS = ("webannotation", "hypothesis")
both_ways = pytest.mark.parametrize("name", TWO_WAYS)


@st.composite
def readings(draw: st.DrawFn, name: str) -> Reading:
    """An article with passages on different spans, none of which is only white space."""
    raw = draw(st.text(LETTERS, min_size=1, max_size=60)) + draw(st.sampled_from(["x", "x\n"]))
    article = Article(name, sanitise(raw)[0], name)
    places = st.integers(0, len(article.text))
    spans = draw(st.lists(st.tuples(places, places).map(lambda two: Span(*sorted(two)))))
    usable = [s for s in spans if (words := s.of(article.text)) and words == words.strip()]
    themes = st.lists(st.sampled_from([theme.id for theme in CODEBOOK]), unique=True)
    placed = []
    for number, span in enumerate(sorted(set(usable), key=lambda s: (s.start, -s.end))):
        annotation = Annotation(
            uuid5(NAMESPACE_OID, f"{name} {number}").hex,
            name,
            Selector.describe(article, span),
            tuple(draw(themes)),
            draw(st.sampled_from(["", "why?", "two\nlines 🙂", "<&]]> “q”"])),
            draw(st.sampled_from(["ana", "Ben O’Hara"])),
            DAY,
            DAY,
        )
        if not annotation.is_empty:
            placed.append(Anchored(annotation, span, "exact"))
    return Reading(article, Analysis(article.sha256), CODEBOOK, tuple(placed))


@st.composite
def all_notes(draw: st.DrawFn) -> Notes:
    """Notes on one or two articles."""
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=2, unique=True))
    return Notes(CODEBOOK, tuple(draw(readings(name)) for name in sorted(names)))


@both_ways
@given(notes=all_notes())
def test_what_goes_out_comes_back_the_same(name: str, notes: Notes) -> None:
    held = TWO_WAYS[name]
    with TemporaryDirectory() as folder:
        library = _library(Path(folder), notes if name in WITHOUT_TEXTS else None)
        _take_in(library, name, EXPORTS.get(name).render(notes))
        found = [_said(one, library, held) for one in library.records.annotations.values()]
        expected = [
            _said(one.annotation, library, held)
            for reading in notes.readings
            for one in reading.annotations
            if one.annotation.themes or (held.untagged and held.notes)
        ]
        if name == "hypothesis":  # words alone can be in several places, and wait for the reader
            found = [(one[0], *one[2:]) for one in found]
            expected = [(one[0], *one[2:]) for one in expected]
        assert sorted(map(repr, found)) == sorted(map(repr, expected))


@both_ways
@given(notes=all_notes())
def test_a_file_that_comes_back_to_its_own_notes_adds_nothing(name: str, notes: Notes) -> None:
    with TemporaryDirectory() as folder:
        library = _library(Path(folder), notes)
        _take_in(library, "json", EXPORTS.get("json").render(notes))
        data = EXPORTS.get(name).render(notes)
        if TWO_WAYS[name] == ActiveAnnotation():
            incoming = IMPORTS.get(name).read(NotesFile(Path("x"), data))
            assert not plan_import(library, incoming, "x", "ana", DAY).change.edits


@given(notes=all_notes())
def test_our_own_format_loses_nothing_at_all(notes: Notes) -> None:
    with TemporaryDirectory() as folder:
        library = _library(Path(folder), None)
        _take_in(library, "json", EXPORTS.get("json").render(notes))
        annotations = [one.annotation for r in notes.readings for one in r.annotations]
        assert sorted(library.records.annotations.values(), key=lambda a: a.id) == sorted(
            annotations, key=lambda a: a.id
        )
        assert library.codebook == CODEBOOK


def test_the_codebook_comes_back_with_its_tree() -> None:
    data = EXPORTS.get("qdc").render(Notes(CODEBOOK, ()))
    incoming = IMPORTS.get("qdc").read(NotesFile(Path("x.qdc"), data))
    labels = {theme.id: theme.label for theme in CODEBOOK}
    assert {(t.label, t.colour, t.description, t.parent) for t in incoming.themes} == {
        (t.label, t.colour, t.description, labels.get(t.parent, "")) for t in CODEBOOK
    }


def _library(folder: Path, notes: Notes | None) -> Library:
    library = Library(Workspace(folder), MemoryStore())
    library.workspace.seeds.mkdir()
    for reading in notes.readings if notes else ():
        path = library.workspace.seeds / f"{reading.article.id}.txt"
        path.write_text(reading.article.text, encoding="utf-8", newline="")
    store = library.store
    assert isinstance(store, MemoryStore)
    store.records = replace(store.records, codebook=CODEBOOK)
    return library


def _take_in(library: Library, name: str, data: bytes) -> None:
    incoming = IMPORTS.get(READERS.get(name, name)).read(NotesFile(Path("x"), data))
    apply_plan(library, plan_import(library, incoming, "x", "ana", DAY))


def _said(one: Annotation, library: Library, held: ActiveAnnotation) -> tuple[Any, ...]:
    """The annotation as the format holds it; an article that was here by its text is the same."""
    return (
        one.selector.exact,
        one.selector.span,
        sorted(one.themes),
        held.notes(one.note) if held.notes else "",
        one.coder if held.coder else "",
        (one.created, one.changed) if held.dates else "",
    )


@pytest.mark.parametrize("name", ["json", "qdpx", "brat"])
def test_ten_thousand_passages_come_back(name: str, tmp_path: Path) -> None:
    notes = many(10_000)
    library = _library(tmp_path, None)
    _take_in(library, name, EXPORTS.get(name).render(notes))
    (reading,) = notes.readings
    placed = {span for span, _ in reading.placed}
    found = {one.selector.span for one in library.records.annotations.values()}
    assert found == placed
    assert library.article(reading.article.id).text == reading.article.text
