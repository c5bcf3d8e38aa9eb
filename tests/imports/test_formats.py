"""Every importer, walked by the registry."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.imports.samples import SAMPLES, TEXT, THEMES, WORDS, file_of
from tui.errors import NotesError
from tui.imports import IMPORTS, Importer
from tui.imports.incoming import Incoming
from tui.imports.notes_file import NotesFile

WITHOUT_PASSAGES = ("qdc", "taguette-codebook")
WITHOUT_NOTES = ("doccano", "prodigy", "taguette", "taguette-highlights")
importers = pytest.mark.parametrize("importer", list(IMPORTS), ids=lambda one: one.name)


@importers
def test_every_importer_has_a_sample_and_reads_all_of_it(importer: Importer) -> None:
    incoming = importer.read(SAMPLES[importer.name])
    themes = [theme.label for theme in incoming.themes]
    assert themes == (["highlight"] if importer.name == "kindle" else THEMES)
    if importer.name in WITHOUT_PASSAGES:
        assert [theme.description for theme in incoming.themes] == [f"about {t}" for t in THEMES]
        return
    assert [_words(incoming, n) for n in range(len(incoming.passages))] == list(WORDS)
    if importer.name != "kindle":
        assert [one.themes for one in incoming.passages] == [(theme,) for theme in THEMES]
    if importer.name not in WITHOUT_NOTES:
        assert [one.note for one in incoming.passages] == [note for _, note in WORDS.values()]


@importers
def test_a_file_is_recognised_by_its_own_format_alone(importer: Importer) -> None:
    recognised = [name for name, file in SAMPLES.items() if importer.recognises(_fresh(file))]
    assert recognised == [importer.name]


@importers
def test_a_file_that_is_cut_off_gives_one_sentence_or_whole_passages(importer: Importer) -> None:
    file = SAMPLES[importer.name]
    for cut in range(0, len(file.data), max(1, len(file.data) // 97)):
        _is_read_or_refused(importer, NotesFile(file.path, file.data[:cut]))


@importers
def test_another_programs_file_gives_one_sentence(importer: Importer) -> None:
    for name, file in SAMPLES.items():
        if name != importer.name:
            _is_read_or_refused(importer, _fresh(file))


@importers
@given(st.binary(max_size=200))
def test_noise_gives_one_sentence(importer: Importer, noise: bytes) -> None:
    _is_read_or_refused(importer, file_of("noise", noise))


@pytest.mark.parametrize(
    "name", [name for name, file in SAMPLES.items() if file.document is not None]
)
def test_a_value_of_another_type_gives_one_sentence(name: str) -> None:
    for broken in _broken(SAMPLES[name].document):
        _is_read_or_refused(IMPORTS.get(name), file_of("broken.json", broken))


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


def _is_read_or_refused(importer: Importer, file: NotesFile) -> None:
    try:
        importer.read(file)
    except NotesError as error:
        sentence = str(error)
        assert sentence.endswith(".")
        assert file.name in sentence
        assert "\n" not in sentence
        assert len(sentence) < 400
        assert not re.search("NoneType|' object|subscript|iterable|unpack|attribute", sentence)


def _fresh(file: NotesFile) -> NotesFile:
    return NotesFile(file.path, file.data)


def _words(incoming: Incoming, number: int) -> str:
    passage = incoming.passages[number]
    texts = {article.name: article.text for article in incoming.articles}
    text = texts.get(passage.article)
    if not text or passage.span is None:
        return passage.exact
    assert text == TEXT or len(text) > 100
    return passage.span.of(text)
