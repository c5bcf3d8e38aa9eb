"""A workspace with so many annotations that they are loaded in the background."""

from __future__ import annotations

from tui.config import Workspace
from tui.model import Annotation, Article, Change, Codebook, Edit, Selector, Span, Theme
from tui.store import STORES
from tui.store.store import ArticleRecord

COUNT = 500
SENTENCES = [f"Ship {number:03} waited in the rain outside the port. " for number in range(600)]
TEXT = "".join(SENTENCES)
LENGTH = len(SENTENCES[0])
CODEBOOK = Codebook(
    (Theme("ships", "ships", "1", "#112233"), Theme("rain", "rain", "2", "#332211"))
)
POSITION = LENGTH * 3


def sentence(number: int) -> Span:
    """The span of a sentence, which is tagged if its number is below ``COUNT``."""
    return Span(number * LENGTH, (number + 1) * LENGTH - 1)


def write_large_workspace(workspace: Workspace) -> None:
    """Write the article ``large``, and tag all but its last hundred sentences with rain."""
    path = workspace.seeds / "large.txt"
    path.write_text(TEXT, "utf-8")
    article = Article("large", TEXT, "Large", path=str(path))
    annotations = tuple(
        Annotation(f"{n:032x}", "large", Selector.describe(article, sentence(n)), ("rain",))
        for n in range(COUNT)
    )
    store = STORES.get("tinydb")
    before = store.load(workspace).codebook
    edits = tuple(Edit(None, annotation) for annotation in annotations)
    store.apply(workspace, Change("tagged", edits, (before, CODEBOOK)))
    record = ArticleRecord("large", "seeds/large.txt", "Large", article.sha256, POSITION)
    store.save_article(workspace, record)
    store.close(workspace)
