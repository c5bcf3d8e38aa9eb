"""ProdigyTasks's tasks, and the DocBin that spaCy itself reads."""

from __future__ import annotations

import json

import pytest

from tests.exports.samples import NASTY, PLAIN, WIDE, every_sample, passages_of
from tui.exports.spacy_formats import DOC_KEY, ProdigyTasks, SpacyDocBin
from tui.model import Notes


@every_sample
def test_prodigy_spans_hold_whole_tokens_and_tell_the_exact_place(notes: Notes) -> None:
    actual = []
    for task in map(json.loads, ProdigyTasks().render(notes).splitlines()):
        text, tokens = task["text"], task["tokens"]
        assert all(text[one["start"] : one["end"]] == one["text"] for one in tokens)
        for span, (start, end) in zip(task["spans"], task["meta"]["exact"], strict=True):
            assert tokens[span["token_start"]]["start"] == span["start"] <= start
            assert tokens[span["token_end"]]["end"] == span["end"]
            assert text[span["end"] : end].strip() == ""
            actual.append((text[start:end], span["label"]))
    assert actual == passages_of(notes)


def test_prodigy_keeps_what_is_known_of_a_passage() -> None:
    (task,) = map(json.loads, ProdigyTasks().render(PLAIN).splitlines())
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
    actual = []
    for doc in docs:
        kept = doc.user_data[DOC_KEY]
        for span, (start, end) in zip(doc.spans[DOC_KEY], kept["exact"], strict=True):
            assert span.start_char <= start < end <= span.end_char
            actual.append((doc.text[start:end], span.label_))
    assert actual == passages_of(notes, without=None)
