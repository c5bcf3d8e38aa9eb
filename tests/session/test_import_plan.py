"""What comes in of a file of notes, and what that does to what is here."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.session.memory_store import MemoryStore
from tui.config import Workspace
from tui.errors import NotesError, StoreError
from tui.imports.incoming import Incoming, IncomingArticle, IncomingPassage
from tui.model import (
    DEFAULT_CODEBOOK,
    Annotation,
    Article,
    Change,
    Codebook,
    Edit,
    Selector,
    Span,
    Theme,
)
from tui.session.importing.import_plan import ImportPlan, apply_plan, merge_codebooks, plan_import
from tui.session.library import Library
from tui.session.saving import save_change

TEXT = "The port closed. Nobody was hurt, said Ana Ruiz. The port opened again.\n"
NOW = "2026-11-24T10:00:00Z"
RAIL = Theme("rail", "Rail & road", colour="#123456")


@pytest.fixture
def library(tmp_path: Path) -> Library:
    (tmp_path / "seeds").mkdir()
    return Library(Workspace(tmp_path), MemoryStore())


def passage(words: str = "Nobody was hurt", **given: object) -> IncomingPassage:
    start = TEXT.index(words)
    known: dict[str, object] = {"span": Span(start, start + len(words)), "themes": ("rail",)}
    return IncomingPassage("port", **{**known, **given})  # type: ignore[arg-type]


def incoming(*passages: IncomingPassage, text: str = TEXT) -> Incoming:
    return Incoming((IncomingArticle("port", text),), passages or (passage(),), (RAIL,))


def planned(library: Library, what: Incoming) -> ImportPlan:
    return plan_import(library, what, "notes.x", "ben", NOW)


def take_in(library: Library, what: Incoming) -> list[Annotation]:
    apply_plan(library, planned(library, what))
    return list(library.records.annotations.values())


def put(library: Library, text: str, name: str = "port") -> None:
    (library.workspace.seeds / f"{name}.txt").write_text(text, encoding="utf-8")


def test_a_text_that_is_not_here_comes_in_with_its_passages_and_themes(library: Library) -> None:
    (annotation,) = take_in(library, incoming())
    article = library.article("port")
    assert article.text == TEXT
    assert annotation.selector.span.of(article.text) == "Nobody was hurt"
    assert (annotation.themes, annotation.coder, annotation.created) == (("rail",), "ben", NOW)
    assert library.codebook.get("rail").label == "Rail & road"


def test_a_plan_alone_changes_nothing(library: Library) -> None:
    assert not planned(library, incoming()).is_empty
    assert list(library.workspace.seeds.iterdir()) == []
    assert not library.records.annotations


def test_the_same_file_twice_adds_nothing(library: Library) -> None:
    take_in(library, incoming())
    again = planned(library, incoming())
    assert again.is_empty
    assert again.messages == ("Here already: 1 passage.",)


def test_a_file_that_says_no_time_changes_nothing_that_is_here(library: Library) -> None:
    what = incoming(passage(id="0" * 32))
    (before,) = take_in(library, what)
    edited = before._replace(themes=("aid",), changed="2026-11-24T10:00:01Z")
    save_change(library, Change("tagged", (Edit(before, edited),)))
    assert plan_import(library, what, "notes.x", "ben", "2026-11-24T10:00:02Z").is_empty


def test_the_same_words_under_another_id_add_nothing(library: Library) -> None:
    take_in(library, incoming(passage(id="0" * 32)))
    assert planned(library, incoming(passage(id="1" * 32))).is_empty


def test_it_is_one_step_and_undo_takes_it_back_whole(library: Library) -> None:
    what = incoming(passage(), passage("Ana Ruiz"))
    change = planned(library, what).change
    assert len(change.edits) == 2
    assert change.codebook is not None
    apply_plan(library, planned(library, what))
    library.records = library.store.apply(library.workspace, change.inverse())
    assert not library.records.annotations


def test_the_same_text_under_another_name_is_the_same_article(library: Library) -> None:
    put(library, TEXT, "harbour")
    (annotation,) = take_in(library, incoming())
    assert annotation.article == "harbour"
    assert library.seeds().keys() == {"harbour"}


def test_a_later_state_of_the_text_takes_the_passages_along(library: Library) -> None:
    put(library, f"UPDATE. {TEXT}")
    (annotation,) = take_in(library, incoming())
    reading = library.reading(library.article("port"))
    assert reading.annotations[0].state == "moved"
    assert reading.annotations[0].span == annotation.selector.span.shifted(8)


def test_another_text_of_that_name_stays_another_article(library: Library) -> None:
    put(library, "Something else altogether.\n")
    (annotation,) = take_in(library, incoming())
    assert annotation.article.startswith("port-")
    assert library.article(annotation.article).text == TEXT
    assert library.article("port").text.startswith("Something")


def test_passages_without_a_text_are_found_by_their_words(library: Library) -> None:
    put(library, TEXT)
    quoted = passage(exact="Nobody was hurt", span=None)
    (annotation,) = take_in(library, incoming(quoted, text=""))
    assert annotation.selector.span.of(TEXT) == "Nobody was hurt"


def test_passages_of_a_text_that_is_nowhere_wait_for_it(library: Library) -> None:
    quoted = passage(exact="Nobody was hurt", span=None)
    (annotation,) = take_in(library, incoming(quoted, text=""))
    assert annotation.selector.exact == "Nobody was hurt"
    put(library, TEXT, annotation.article)
    # Without a word of context the place is only certain for longer passages.
    reading = library.reading(library.article(annotation.article))
    assert len(reading.annotations) == 1


def test_a_place_in_a_text_that_is_nowhere_waits_as_well(library: Library) -> None:
    placed = passage(exact="Nobody was hurt", sha256="1" * 64)
    (annotation,) = take_in(library, incoming(placed, text=""))
    assert annotation.selector.span == placed.span


def test_of_two_states_of_one_annotation_the_later_stays(library: Library) -> None:
    old = passage(id="a" * 32, created=NOW, changed=NOW)
    take_in(library, incoming(old))
    newer = replace(old, note="seen again", changed="2026-11-25T10:00:00Z")
    older = replace(old, note="long ago", changed="2025-01-01T00:00:00Z")
    assert planned(library, incoming(older)).is_empty
    (annotation,) = take_in(library, incoming(newer))
    assert annotation.note == "seen again"


def test_passages_that_say_nothing_are_left_out_and_counted(library: Library) -> None:
    plan_ = planned(library, incoming(passage(themes=())))
    assert not plan_.change.edits
    assert "neither theme nor note: 1 passage." in plan_.messages[0]


@pytest.mark.parametrize("span", [Span(0, 900), Span(5, 5), Span(9, 3), Span(-1, 4)])
def test_a_passage_outside_its_text_lets_nothing_in(library: Library, span: Span) -> None:
    with pytest.raises(NotesError, match=r"notes\.x"):
        planned(library, incoming(passage(), passage(span=span)))


def test_words_that_are_not_those_of_the_text_let_nothing_in(library: Library) -> None:
    with pytest.raises(NotesError, match="other words"):
        planned(library, incoming(passage(exact="Everybody was")))


def test_two_passages_of_one_id_let_nothing_in(library: Library) -> None:
    twins = (passage(id="b" * 32), passage("Ana Ruiz", id="b" * 32))
    with pytest.raises(NotesError, match="two passages"):
        planned(library, incoming(*twins))


def test_a_write_that_fails_leaves_no_article_behind(library: Library) -> None:
    what = planned(library, incoming())
    assert isinstance(library.store, MemoryStore)
    library.store.is_full = True
    with pytest.raises(StoreError):
        apply_plan(library, what)
    assert list(library.workspace.seeds.iterdir()) == []


@pytest.mark.parametrize("name", ["../../evil", ".hidden", "a/b\\c", "", "x" * 900, "nul\0l\n"])
def test_a_name_from_outside_never_leaves_the_folder(library: Library, name: str) -> None:
    what = Incoming((IncomingArticle(name, TEXT),), (replace(passage(), article=name),), (RAIL,))
    take_in(library, what)
    (path,) = library.workspace.seeds.iterdir()
    assert path.name[0] != "."
    assert path.read_text("utf-8") == TEXT


def test_hostile_characters_of_a_text_become_marks_without_moving_a_passage(
    library: Library,
) -> None:
    (annotation,) = take_in(library, incoming(text=TEXT.replace("The", "T\x1be", 1)))
    assert annotation.selector.exact == "Nobody was hurt"
    assert "\x1b" not in library.article("port").text


def test_themes_are_the_same_by_id_or_label_without_regard_to_case() -> None:
    codebook, ours = merge_codebooks(DEFAULT_CODEBOOK, (Theme("x1", "TRADE"), Theme("Aid", "Help")))
    assert codebook == DEFAULT_CODEBOOK
    assert ours == {"x1": "trade", "Aid": "aid"}


def test_new_themes_come_last_on_a_free_key_below_their_parents() -> None:
    codebook, _ = merge_codebooks(
        DEFAULT_CODEBOOK, (Theme("a", "A", key="1", parent="x1"), Theme("x1", "TRADE"))
    )
    assert codebook.themes[-1] == Theme("a", "A", key="5", parent="trade")


def test_a_whole_codebook_takes_the_place_of_one_that_was_never_used(library: Library) -> None:
    what = replace(incoming(), has_whole_codebook=True)
    take_in(library, what)
    assert library.codebook == Codebook((RAIL,))


def test_passages_made_on_an_earlier_text_of_a_new_article_come_in_and_follow(
    library: Library,
) -> None:
    today = f"UPDATE. {TEXT}"
    made = Article("port", TEXT, "port")
    selector = Selector.describe(made, passage().span or Span(0, 1))
    words = passage(
        exact=selector.exact,
        prefix=selector.prefix,
        suffix=selector.suffix,
        sha256=made.sha256,
    )
    what = replace(incoming(words, text=today), earlier_texts=(TEXT, "Nobody asked for this."))
    (annotation,) = take_in(library, what)
    assert annotation.selector == selector
    (anchored,) = library.reading(library.article("port")).annotations
    assert (anchored.state, anchored.span) == ("moved", selector.span.shifted(8))
    assert library.texts.load(made.sha256) == TEXT
    assert library.texts.load(Article("", "Nobody asked for this.", "").sha256) is None
    assert planned(library, what).is_empty


def test_words_that_an_earlier_text_does_not_have_let_nothing_in(library: Library) -> None:
    made = Article("port", TEXT, "port")
    lying = passage(exact="Everybody", sha256=made.sha256)
    what = replace(incoming(lying, text="Another text.\n"), earlier_texts=(TEXT,))
    with pytest.raises(NotesError, match="other words"):
        planned(library, what)


def test_two_articles_of_one_name_let_nothing_in(library: Library) -> None:
    twins = (IncomingArticle("port", TEXT), IncomingArticle("port", "Another text.\n"))
    with pytest.raises(NotesError, match="articles have one name"):
        planned(library, replace(incoming(), articles=twins))


def test_an_article_without_text_and_passages_is_not_missed(library: Library) -> None:
    what = incoming()
    what = replace(what, articles=(*what.articles, IncomingArticle("empty")))
    assert planned(library, what).messages == (
        "New: 1 passage.",
        "New or changed themes: 1.",
        "New articles: 1.",
    )


def test_two_themes_of_one_label_stay_two() -> None:
    theirs = (Theme("steel", "trade", parent="trade"), Theme("trade", "trade"))
    codebook, ours = merge_codebooks(DEFAULT_CODEBOOK, theirs)
    assert ours == {"steel": "steel", "trade": "trade"}
    assert codebook.themes[-1] == Theme("steel", "trade", key="5", parent="trade")
    again, ours = merge_codebooks(codebook, theirs)
    assert again == codebook
    assert ours == {"steel": "steel", "trade": "trade"}


class CountedKey(str):
    """A key that counts how often it is hashed."""

    hashed = 0
    __slots__ = ()

    def __hash__(self) -> int:
        CountedKey.hashed += 1
        return super().__hash__()


def test_the_work_of_merging_grows_with_the_number_of_themes() -> None:
    counts = []
    for number in (100, 1000):
        CountedKey.hashed = 0
        themes = [Theme(f"t{n}", f"Theme {n}", CountedKey("")) for n in range(number)]
        codebook, _ = merge_codebooks(DEFAULT_CODEBOOK, themes)
        assert len(codebook) == len(DEFAULT_CODEBOOK) + number
        counts.append(CountedKey.hashed / number)
    assert counts[1] <= 2 * counts[0]
