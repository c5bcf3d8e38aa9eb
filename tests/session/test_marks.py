"""Marks are kept with the article, beside its place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.session.memory_store import MemoryStore
from tui.config import Workspace
from tui.errors import StoreError
from tui.first_paint import _text_and_offset
from tui.session.library import Library
from tui.session.session import Session
from tui.sources.article_loading import article_from_pipe


def opened(workspace: Workspace) -> Session:
    session = Session(Library(workspace))
    session.open(session.library.article(next(iter(session.library.seeds()))))
    return session


def test_marks_and_the_place_outlive_each_other(workspace: Workspace) -> None:
    session = opened(workspace)
    article = session.reading.article
    assert session.marks.get(article, "a") is None
    session.save_position(70)
    assert session.marks.set(article, "b", 20)
    assert session.marks.set(article, "a", 40)
    assert session.marks.set(article, "b", 30)
    session.save_position(99)
    again = opened(workspace)
    assert [again.marks.get(article, letter) for letter in "abcA"] == [40, 30, None, None]
    assert again.saved_position() == 99
    again.library.close()
    assert opened(workspace).marks.get(article, "b") == 30
    assert _text_and_offset(["--workspace", str(workspace.root)]) == (article.text, 99)


def test_another_article_has_marks_of_its_own(workspace: Workspace) -> None:
    session = opened(workspace)
    article = session.reading.article
    session.marks.set(article, "a", 40)
    assert session.marks.get(replace(article, id="other"), "a") is None


def test_a_text_without_a_file_has_marks_until_the_end(workspace: Workspace) -> None:
    session = opened(workspace)
    article = article_from_pipe(b"Rain fell.")
    assert not session.marks.set(article, "a", 5)
    assert session.marks.get(article, "a") == 5
    assert opened(workspace).marks.get(article, "a") is None


def test_a_mark_that_cannot_be_kept_stays_where_it_was(workspace: Workspace) -> None:
    store = MemoryStore()
    session = Session(Library(workspace, store))
    article = session.open(session.library.article(next(iter(session.library.seeds())))).article
    session.marks.set(article, "a", 5)
    store.is_full = True
    with pytest.raises(StoreError):
        session.marks.set(article, "a", 9)
    assert session.marks.get(article, "a") == 5
