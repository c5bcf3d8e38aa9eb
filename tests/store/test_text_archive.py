import gzip

import pytest

from tui.errors import StoreError
from tui.model import Article
from tui.store.text_archive import TextArchive

ARTICLE = Article("story", "“Ça va,” said Ana.\n\ud800\n", "Story")


def test_a_text_comes_back_by_its_hash(tmp_path):
    texts = TextArchive(tmp_path / "texts")
    assert texts.load(ARTICLE.sha256) is None
    texts.save(ARTICLE)
    texts.save(ARTICLE)
    assert TextArchive(tmp_path / "texts").load(ARTICLE.sha256) == ARTICLE.text
    assert len(list((tmp_path / "texts").iterdir())) == 1


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:-9],
        lambda data: data[:30] + bytes([data[30] ^ 1]) + data[31:],
        lambda data: gzip.compress(b"another text"),
        lambda data: gzip.compress(b"\xff"),
        lambda data: b"no gzip at all",
    ],
)
def test_a_damaged_text_is_none(tmp_path, damage):
    texts = TextArchive(tmp_path)
    texts.save(ARTICLE)
    (path,) = tmp_path.iterdir()
    path.write_bytes(damage(path.read_bytes()))
    assert texts.load(ARTICLE.sha256) is None


def test_a_text_that_cannot_be_kept_is_an_error(tmp_path):
    (tmp_path / "texts").write_text("a file where the folder should be")
    with pytest.raises(StoreError, match="was not saved"):
        TextArchive(tmp_path / "texts").save(ARTICLE)
