"""CoNLL-2003: tags, also as spaCy's converter reads them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.exports.samples import PLAIN, WIDE
from tui.exports.conll import Conll


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
