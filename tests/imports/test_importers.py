"""Every importer, walked by the registry."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.imports.samples import SAMPLES, TEXT, THEMES, WORDS, file_of, span_of
from tui.errors import NotesError
from tui.imports import IMPORTS, Importer
from tui.imports.incoming import Incoming, IncomingPassage
from tui.imports.notes_file import NotesFile
from tui.model import Span

importers = pytest.mark.parametrize("importer", list(IMPORTS), ids=lambda one: one.name)

SPACED_TEXT = "\n\n".join(line for line in TEXT.split("\n") if line)
"""The text of Taguette's sample: a paragraph of HTML for each line."""


class Held(NamedTuple):
    """What a format holds of a passage of the samples."""

    article: str = "border"
    text: str = TEXT
    """The text of the article that comes with it; empty if none does."""
    spans: bool = True
    words: bool = False
    context: bool = False
    themes: bool = True
    notes: bool = True
    others: Mapping[str, str] = MappingProxyType({})
    """The other fields, "{n}" standing for the number of the passage."""


UUID_ = "00000000-0000-4000-8000-{n:012d}"
HELD = {
    "brat": Held(),
    "doccano": Held("d-1", notes=False),
    "hypothesis": Held(
        text="", spans=False, words=True, context=True,
        others={"coder": "ana", "created": "2026-11-24T09:00:00Z", "id": UUID_.replace("-", "")},
    ),
    "json": Held(
        words=True, context=True,
        others={
            "coder": "Ana", "created": "2026-01-01T00:00:00Z", "changed": "2026-01-01T00:00:00Z",
            "sha256": "0" * 64, "id": UUID_.replace("-", ""),
        },
    ),
    "kindle": Held("Border talks (Ana)", "", spans=False, words=True, themes=False),
    "labelstudio": Held(others={"coder": "Ana", "id": "r{n}"}),
    "prodigy": Held(notes=False),
    "qdpx": Held(
        others={
            "coder": "Ana", "created": "2026-11-24T09:00:00Z",
            "id": "00000000-0000-4000-8000-0000000001{n:02d}",
        },
    ),
    "taguette": Held(text=SPACED_TEXT, notes=False),
    "taguette-highlights": Held(text="", spans=False, words=True, notes=False),
    "webannotation": Held(
        text="", words=True, context=True, others={"coder": "Ana", "id": UUID_},
    ),
}  # fmt: skip
"""The formats with passages."""
CODEBOOKS = {"qdc", "taguette-codebook"}


def expected(held: Held) -> list[IncomingPassage]:
    """The passages of the samples, as the format holds them."""
    passages = []
    for number, (words, (theme, note)) in enumerate(WORDS.items()):
        span = span_of(words, held.text or TEXT)
        passages.append(
            IncomingPassage(
                held.article,
                exact=words if held.words else "",
                span=span if held.spans else None,
                prefix=TEXT[: span.start][-32:] if held.context else "",
                suffix=TEXT[span.end :][:32] if held.context else "",
                themes=(theme if held.themes else "highlight",),
                note=note if held.notes else "",
                **{name: value.format(n=number) for name, value in held.others.items()},
            )
        )
    return passages


def test_every_importer_has_a_sample() -> None:
    assert SAMPLES.keys() == set(IMPORTS.names()) == HELD.keys() | CODEBOOKS


@pytest.mark.parametrize("name", HELD)
def test_every_field_of_every_passage_is_read(name: str) -> None:
    held = HELD[name]
    incoming = IMPORTS.get(name).read(SAMPLES[name])
    assert list(incoming.passages) == expected(held)
    if held.text:
        assert [(one.name, one.text) for one in incoming.articles] == [(held.article, held.text)]
        spans = [one.span for one in incoming.passages if one.span]
        assert [span.of(incoming.articles[0].text) for span in spans] == list(WORDS)
    else:
        assert not [one.text for one in incoming.articles if one.text]


@pytest.mark.parametrize("name", SAMPLES)
def test_every_theme_is_read_in_the_order_of_the_file(name: str) -> None:
    themes = IMPORTS.get(name).read(SAMPLES[name]).themes
    assert [theme.label for theme in themes] == (["highlight"] if name == "kindle" else THEMES)
    assert [theme.id for theme in themes] == [theme.label for theme in themes]
    if name in CODEBOOKS:
        assert [theme.description for theme in themes] == [f"about {label}" for label in THEMES]
    colours = {"json": "#123456", "qdc": "#aabbcc", "qdpx": "#2980b9"}
    if name in colours:
        assert {theme.colour for theme in themes} == {colours[name]}


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("brat", "Relations, events, attributes and links left out: 1."),
        ("kindle", "Bookmarks and notes on nothing left out: 1."),
        ("prodigy", "Texts that were not accepted, left out: 1."),
        ("qdpx", "Sources that are no text, left out: 1."),
    ],
)
def test_what_is_not_taken_is_counted(name: str, sentence: str) -> None:
    assert IMPORTS.get(name).read(SAMPLES[name]).left_out == (sentence,)


@importers
def test_a_file_is_recognised_by_its_own_format_alone(importer: Importer) -> None:
    recognised = [name for name, file in SAMPLES.items() if importer.recognises(_fresh(file))]
    assert recognised == [importer.name]


@importers
def test_a_file_that_is_cut_off_gives_one_sentence_or_whole_passages(importer: Importer) -> None:
    file = SAMPLES[importer.name]
    whole = [_place(passage) for passage in importer.read(file).passages]
    for cut in range(0, len(file.data), max(1, len(file.data) // 97)):
        incoming = _read_or_refused(importer, NotesFile(file.path, file.data[:cut]))
        places = [_place(passage) for passage in incoming.passages] if incoming else []
        if importer.name == "taguette-highlights":  # a row of CSV does not say where it ends
            places = places[:-1]
        assert places == whole[: len(places)]


@importers
def test_another_programs_file_gives_one_sentence(importer: Importer) -> None:
    for name, file in SAMPLES.items():
        if name != importer.name:
            _read_or_refused(importer, _fresh(file))


@importers
@given(st.binary(max_size=200))
def test_noise_gives_one_sentence(importer: Importer, noise: bytes) -> None:
    _read_or_refused(importer, file_of("noise", noise))


@pytest.mark.parametrize(
    "name", [name for name, file in SAMPLES.items() if file.document is not None]
)
def test_a_value_of_another_type_gives_one_sentence(name: str) -> None:
    for broken in _broken(SAMPLES[name].document):
        _read_or_refused(IMPORTS.get(name), file_of("broken.json", broken))


def test_a_date_that_is_none_is_not_taken_for_one() -> None:
    document = json.loads(json.dumps(SAMPLES["json"].document))
    for one in document["annotations"]:
        one["changed"] = "yesterday"
    incoming = IMPORTS.get("json").read(file_of("notes.json", document))
    assert {one.changed for one in incoming.passages} == {""}


def test_lines_without_the_rule_of_a_kindle_are_no_clippings() -> None:
    with pytest.raises(NotesError, match="no highlight of a Kindle"):
        IMPORTS.get("kindle").read(file_of("table.csv", b"a,b\n1,2\n3,4\n"))


def _broken(document: Any) -> Iterator[Any]:
    """The document with each of its values in turn replaced by values of other types."""
    for value in (None, 7, "words", [], {}, [None], -1):
        yield value
    if isinstance(document, dict | list):
        items = list(document.items() if isinstance(document, dict) else enumerate(document))
        for key, value in items:
            for other in _broken(value):
                changed = json.loads(json.dumps(document))
                changed[key] = other
                yield changed


def _read_or_refused(importer: Importer, file: NotesFile) -> Incoming | None:
    """What is in the file; ``None`` after one sentence that says what is wrong with it."""
    try:
        return importer.read(file)
    except NotesError as error:
        sentence = str(error)
        assert sentence.endswith(".")
        assert file.name in sentence
        assert "\n" not in sentence
        assert len(sentence) < 400
        assert not re.search("NoneType|' object|subscript|iterable|unpack|attribute", sentence)
        return None


def _fresh(file: NotesFile) -> NotesFile:
    return NotesFile(file.path, file.data)


def _place(passage: IncomingPassage) -> tuple[str, str, Span | None]:
    return passage.article, passage.exact, passage.span
