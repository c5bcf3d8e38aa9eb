from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.session.memory_store import MemoryStore
from tui.config import Workspace
from tui.errors import ArticleError, StoreCorrupt, UnknownName
from tui.model import Article, Span
from tui.session.library import Library
from tui.session.session import Session


@pytest.fixture
def library(workspace: Workspace) -> Library:
    return Library(workspace, MemoryStore())


def test_an_article_is_found_by_id_and_by_path(library: Library, workspace: Workspace) -> None:
    name, path = next(iter(library.seeds().items()))
    assert library.article(name).id == library.article(str(path)).id == name


def test_two_files_of_one_stem_have_two_ids(library: Library, workspace: Workspace) -> None:
    (workspace.seeds / "a.md").write_text("One.")
    (workspace.seeds / "a.txt").write_text("Two.")
    assert library.article("a").text == "One."
    assert library.article("a.txt").text == "Two."


def test_a_file_elsewhere_never_takes_over_an_id(library: Library, workspace: Workspace) -> None:
    (workspace.seeds / "a.txt").write_text("One.")
    elsewhere = workspace.root / "a.txt"
    elsewhere.write_text("Two.")
    assert library.article(str(elsewhere)).id.startswith("a-")


def test_a_file_elsewhere_is_known_once_it_is_tagged(
    library: Library, workspace: Workspace
) -> None:
    elsewhere = workspace.root / "b.txt"
    elsewhere.write_text("Two words.")
    session = Session(library)
    session.open(library.article(str(elsewhere)))
    session.toggle_theme(Span(0, 3), "trade")
    assert library.article("b").text == "Two words."
    assert library.annotated_articles() == ["b"]


def test_a_gone_article_leaves_a_placeholder_with_its_annotations(
    library: Library, workspace: Workspace
) -> None:
    path = workspace.seeds / "c.txt"
    path.write_text("Two words.")
    session = Session(library)
    session.open(library.article("c"))
    session.toggle_theme(Span(0, 3), "trade")
    path.unlink()
    placeholder = library.reading_by_id("c")
    assert placeholder.article.text == ""
    assert [anchored.state for anchored in placeholder.annotations] == ["orphan"]


@pytest.mark.parametrize("name", ["nothing", "no/such.txt", "~nobody-of-that-name/x.txt"])
def test_what_does_not_exist_is_one_sentence(library: Library, name: str) -> None:
    with pytest.raises((ArticleError, UnknownName), match=Path(name).name):
        library.article(name)


def test_many_unknown_names_do_not_make_a_page(library: Library, workspace: Workspace) -> None:
    for number in range(100):
        (workspace.seeds / f"n{number}.txt").write_text("One.")
    with pytest.raises(UnknownName, match="and 61 more"):
        library.article("nothing")


def test_text_opens_although_the_store_is_broken(workspace: Workspace) -> None:
    workspace.data_file.write_text("{")
    library = Library(workspace)
    elsewhere = workspace.root / "b.txt"
    elsewhere.write_text("Two words.")
    assert library.article(str(elsewhere)).id == "b"
    with pytest.raises(StoreCorrupt):
        _ = library.records


def test_paths_in_notes_are_those_of_the_workspace(library: Library) -> None:
    (name,) = library.seeds()
    notes = library.notes([library.reading_by_id(name)])
    assert notes.readings[0].article.path == f"seeds/{name}.txt"


def test_only_what_changed_is_anchored_again(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Session(library)
    (name,) = library.seeds()
    session.open(library.article(name))
    for start in (0, 50, 100):
        session.toggle_theme(Span(start, start + 20), "trade")
    before = session.reading.annotations
    session.toggle_theme(Span(50, 70), "aid")
    after = session.reading.annotations
    assert [old is new for old, new in zip(before, after, strict=True)] == [True, False, True]


def test_passages_of_a_theme_are_followed_from_change_to_change(
    library: Library, workspace: Workspace
) -> None:
    (workspace.seeds / "z.txt").write_text("Two words, or three.")
    session = Session(library)
    names = sorted(library.seeds())
    for name in reversed(names):
        session.open(library.article(name))
        session.toggle_theme(Span(4, 9), "trade")
        session.toggle_theme(Span(0, 3), "trade")
    passages = [(each.article, each.selector.span) for each in library.index.of_theme("trade")]
    assert passages == [(name, span) for name in names for span in (Span(0, 3), Span(4, 9))]
    session.undo()
    session.toggle_theme(Span(4, 9), "aid")
    assert len(list(library.index.of_theme("trade"))) == len(passages) - 1
    assert library.annotated_articles("aid") == names[:1]
    assert library.annotated_articles("asylum") == []
    assert len(library.index.of_article("z")) == 2


def test_what_was_found_in_another_language_is_known_again(library: Library) -> None:
    said = "« Nous allons avec eux dans la ville », a dit Jean Roux. Il est dans la rue.\n"
    article = Article("ville", said * 8, "Ville")
    assert library.cached_findings(article) is None
    findings = library.findings(article, print)
    assert findings.quotes
    assert library.cached_findings(article) == findings


def test_the_folder_is_listed_once_for_all_articles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = Workspace(tmp_path / "many")
    workspace.seeds.mkdir(parents=True)
    for number in range(200):
        (workspace.seeds / f"a{number}.txt").write_text(f"Article {number}.\n")
    os.utime(workspace.seeds, (1_700_000_000, 1_700_000_000))
    listings = []
    scandir = os.scandir
    monkeypatch.setattr(os, "scandir", lambda path: listings.append(path) or scandir(path))
    library = Library(workspace)
    articles = [library.article(f"a{number}") for number in range(200)]
    assert [article.text for article in articles] == [f"Article {n}.\n" for n in range(200)]
    assert len(listings) == 1


@given(st.lists(st.tuples(st.sampled_from("abc"), st.booleans()), max_size=12))
def test_the_list_follows_the_folder_however_fast_it_changes(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, bool]]
) -> None:
    workspace = Workspace(tmp_path_factory.mktemp("workspace"))
    workspace.seeds.mkdir()
    library, expected = Library(workspace), set()
    for name, is_there in steps:
        path = workspace.seeds / f"{name}.txt"
        if is_there:
            path.write_text("Rain.\n")
            expected.add(name)
        else:
            path.unlink(missing_ok=True)
            expected.discard(name)
        assert set(library.seeds()) == expected
