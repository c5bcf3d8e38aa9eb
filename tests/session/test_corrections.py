"""What the reader says of a finding stands, whatever is found later, until it is undone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.store.samples import new_workspace
from tui.errors import StoreError, UsageError
from tui.exports.json_notes import JsonNotes
from tui.imports.json_notes import JsonNotes as FromJson
from tui.imports.notes_file import NotesFile
from tui.model import Analysis, Article, Entity, Quote, Span
from tui.session.corrections import speakers
from tui.session.importing.import_plan import apply_plan, plan_import
from tui.session.library import Library
from tui.session.session import Session

TEXT = "Rain fell. “Trade will slow now,” said Ana Ruiz. Nobody at the port had asked her.\n"
WORDS = Span(TEXT.index("“"), TEXT.index("”") + 1)
NAME = Span(TEXT.index("Ana"), TEXT.index("Ruiz") + 4)
FREE = Span(TEXT.index("Nobody"), TEXT.index(" had"))


def findings(words: Span = WORDS, name: str | None = "Ana Ruiz") -> Analysis:
    quote = Quote("direct", (words,), None, NAME, name)
    return Analysis(ARTICLE.sha256, "any", (Entity(NAME, "PERSON", "Ana Ruiz"),), (quote,))


ARTICLE = Article("own", TEXT, "Own")


@pytest.fixture
def session() -> Iterator[Session]:
    with new_workspace() as place:
        yield opened(place)


def opened(place) -> Session:
    session = Session(Library(place), coder="Bo")
    (place.seeds).mkdir(exist_ok=True)
    (place.seeds / "own.txt").write_text(TEXT)
    session.open(session.library.article("own"))
    session.accept_findings(findings())
    return session


def test_a_speaker_is_the_readers_and_undo_gives_back_the_machines(session: Session) -> None:
    (quote,) = session.reading.analysis.quotes
    done = session.corrections.set_speaker(quote, "Eva Lund")
    (after,) = session.reading.analysis.quotes
    assert (done.span, after.name, after.content) == (WORDS, "Eva Lund", quote.content)
    assert after.correction
    assert after.speaker is None
    session.corrections.set_speaker(after, "")
    assert session.reading.analysis.quotes[0].name is None
    session.undo()
    session.undo()
    assert session.reading.analysis == findings()
    session.redo()
    assert session.reading.analysis.quotes == (after,)


def test_what_is_rejected_is_gone_until_undone(session: Session) -> None:
    session.corrections.reject_entity(session.reading.analysis.entities[0])
    session.corrections.reject_quote(session.reading.analysis.quotes[0])
    assert (*session.reading.analysis.entities, *session.reading.analysis.quotes) == ()
    session.undo()
    session.undo()
    assert session.reading.analysis == findings()


def test_a_rejected_quote_of_the_readers_is_as_if_it_had_never_been(session: Session) -> None:
    session.corrections.add_quote(FREE, "Eva Lund")
    _, added = session.reading.analysis.quotes
    assert (added.kind, added.content, added.name) == ("indirect", (FREE,), "Eva Lund")
    session.corrections.add_quote(FREE, "Ana Ruiz")
    assert session.reading.analysis.quotes[1].name == "Ana Ruiz"
    session.corrections.reject_quote(session.reading.analysis.quotes[1])
    assert session.reading.analysis == findings()


def test_corrections_are_there_for_the_next_who_opens_the_workspace(session: Session) -> None:
    session.corrections.set_speaker(session.reading.analysis.quotes[0], "Eva\x1b Lund")
    session.library.close()
    again = opened(session.library.workspace)
    (quote,) = again.reading.analysis.quotes
    assert quote.correction
    assert "\x1b" not in (quote.name or "")
    (kept,) = again.library.records.corrections.values()
    assert (kept.coder, kept.kind, kept.selector.exact) == ("Bo", "speaker", WORDS.of(TEXT))


def test_they_follow_their_words_in_a_changed_text(session: Session) -> None:
    session.corrections.set_speaker(session.reading.analysis.quotes[0], "Eva Lund")
    text = f"Later that day.\n{TEXT}"
    session.open(replace(session.reading.article, text=text))
    by = len("Later that day.\n")
    moved = replace(findings(WORDS.shifted(by)), sha256=session.reading.article.sha256, entities=())
    session.accept_findings(moved)
    assert [quote.name for quote in session.reading.analysis.quotes] == ["Eva Lund"]


def test_a_tag_leaves_the_corrected_findings_the_same_object(session: Session) -> None:
    session.corrections.set_speaker(session.reading.analysis.quotes[0], "Eva Lund")
    before = session.reading.analysis
    session.toggle_theme(FREE, "trade")
    assert session.reading.analysis is before


def test_what_cannot_be_kept_changes_nothing(session: Session, monkeypatch) -> None:
    def full(*_: object) -> None:
        raise StoreError("The disk is full; make room.")

    monkeypatch.setattr(session.library.store, "apply", full)
    with pytest.raises(StoreError):
        session.corrections.set_speaker(session.reading.analysis.quotes[0], "Eva Lund")
    assert session.reading.analysis == findings()
    with pytest.raises(UsageError):
        session.undo()


@settings(suppress_health_check=list(HealthCheck), max_examples=20, deadline=None)
@given(st.integers(-4, 4), st.integers(-4, 4), st.sampled_from(["speaker", "reject"]))
def test_they_survive_another_analysis_with_other_edges(start: int, end: int, what: str) -> None:
    with new_workspace() as place:
        session = opened(place)
        (quote,) = session.reading.analysis.quotes
        if what == "speaker":
            session.corrections.set_speaker(quote, "Eva Lund")
        else:
            session.corrections.reject_quote(quote)
        later = findings(Span(WORDS.start + start, WORDS.end + end), "Somebody Else")
        session.accept_findings(later)
        names = [quote.name for quote in session.reading.analysis.quotes]
        assert names == (["Eva Lund"] if what == "speaker" else [])
        session.accept_findings(replace(findings(), quotes=()))
        assert [quote.name for quote in session.reading.analysis.quotes] == names
        session.accept_findings(later)
        session.undo()
        assert session.reading.analysis == later


def test_json_brings_them_to_another_workspace_as_they_are(session: Session) -> None:
    session.corrections.set_speaker(session.reading.analysis.quotes[0], "Eva Lund")
    session.corrections.add_quote(FREE, "")
    session.corrections.reject_entity(session.reading.analysis.entities[0])
    data = JsonNotes().render(session.library.notes([session.reading]))
    with new_workspace() as place:
        other = Library(place)
        incoming = FromJson().read(NotesFile("notes.json", data))
        apply_plan(other, plan_import(other, incoming, "notes.json", "Cy", "2026-01-01T00:00:00Z"))
        assert other.records.corrections == session.library.records.corrections
        assert plan_import(other, incoming, "notes.json", "Cy", "2026-01-01T00:00:00Z").is_empty


def test_people_are_offered_first_and_the_frequent_first() -> None:
    names = [("ORG", "Port"), ("PERSON", "Bo"), ("PERSON", "Ana"), ("PERSON", "Ana"), ("DATE", "x")]
    entities = tuple(Entity(Span(n, n + 1), *pair) for n, pair in enumerate(names))
    assert speakers(Analysis("", "any", entities)) == ["Ana", "Bo", "Port"]
