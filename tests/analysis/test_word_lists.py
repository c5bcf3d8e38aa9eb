import pytest

from tui.analysis import word_lists
from tui.analysis.word_lists import file_lines, table_rows, word_set


@pytest.fixture
def directory(tmp_path, monkeypatch):
    """An empty directory in the place of ``data``."""
    monkeypatch.setattr(word_lists, "_DIRECTORY", tmp_path)
    yield tmp_path
    for read in (file_lines, word_set, table_rows):
        read.cache_clear()


def test_comments_and_empty_lines_are_no_entries(directory):
    (directory / "test_list.txt").write_text("# a comment\n\nb a\nNew_York\n", "utf-8")
    assert file_lines("test_list.txt") == ("b a", "New_York")
    assert word_set("test_list") == {"a", "b", "New York"}


def test_rows_are_split_at_tabs(directory):
    (directory / "test_table.tsv").write_text("a\tb c\n# no\trow\nd\t\n", "utf-8")
    assert table_rows("test_table") == (("a", "b c"), ("d", ""))


def test_a_list_that_does_not_exist_is_an_error(directory):
    with pytest.raises(FileNotFoundError):
        word_set("test_list_that_is_missing")
