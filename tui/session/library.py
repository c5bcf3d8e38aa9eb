"""Everything in one workspace: its articles and what is kept about them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from tui.anchoring import anchor_all
from tui.config import Workspace
from tui.errors import ArticleError, UnknownName
from tui.model import Analysis, Anchored, Article, Codebook, Notes, Reading
from tui.sources.opening import article_from_bytes, read_article
from tui.store import STORES, ArticleRecord, Records, Store


@dataclass(frozen=True, slots=True)
class Shelved:
    """One article of the library and where its file is."""

    id: str
    path: Path
    record: ArticleRecord | None = None
    """What is kept about it, if it was opened or annotated before."""


class Library:
    """The articles of a workspace, by id, and the records of the store."""

    def __init__(self, workspace: Workspace, store: Store | None = None) -> None:
        self.workspace = workspace
        self.store = store or STORES.get("tinydb")
        self._records: Records | None = None

    @property
    def records(self) -> Records:
        """What is kept, read on first use.

        Raises:
            StoreError: if it cannot be read or trusted.
        """
        if self._records is None:
            self._records = self.store.load(self.workspace)
        return self._records

    @records.setter
    def records(self, records: Records) -> None:
        self._records = records

    @property
    def codebook(self) -> Codebook:
        """The themes."""
        return self.records.codebook

    def shelf(self) -> dict[str, Shelved]:
        """The articles by id: the files in ``seeds/`` by name, then those kept from elsewhere.

        The id is the stem of the file; of two files with one stem the later keeps its whole name.
        """
        shelf: dict[str, Shelved] = {}
        seeds = self.workspace.seeds
        names = seeds.iterdir() if seeds.is_dir() else ()
        for path in sorted(names):
            if path.is_file() and not path.name.startswith("."):
                article_id = path.stem if path.stem not in shelf else path.name
                shelf[article_id] = Shelved(article_id, path, self.records.articles.get(article_id))
        for record in self.records.articles.values():
            if record.id not in shelf:
                shelf[record.id] = Shelved(record.id, self._path_of(record), record)
        return shelf

    def article(self, name: str) -> Article:
        """The article of that id, or in the file of that path.

        Raises:
            UnknownName: if it is neither; the message lists the ids.
            ArticleError: if the file cannot be read as an article.
        """
        shelf = self.shelf()
        if name in shelf:
            return replace(read_article(shelf[name].path), id=name)
        path = Path(name).expanduser()
        if not path.exists() and path.name == name and not path.suffix:
            raise UnknownName("article", name, shelf)
        return self._named(read_article(path), shelf)

    def article_from_pipe(self, data: bytes) -> Article:
        """The article in ``data``; its id is made from its text, so the same text is the same."""
        article = article_from_bytes(data, "the pipe")
        return replace(article, id=f"pipe-{article.sha256[:8]}")

    def reading(self, article: Article, analysis: Analysis | None = None) -> Reading:
        """The article with its annotations where they are in today's text."""
        return Reading(
            article,
            analysis or Analysis(article.sha256),
            self.codebook,
            self.anchored(article),
        )

    def anchored(self, article: Article) -> tuple[Anchored, ...]:
        """The annotations of the article, by place, orphans last."""
        own = (a for a in self.records.annotations.values() if a.article == article.id)
        return anchor_all(article, own)

    def findings(
        self, article: Article, announce: Callable[[str], None], analyser: str = "spacy-md"
    ) -> Analysis:
        """The findings of the article: kept ones, else looked for here, which takes seconds.

        ``announce`` is told before it takes long.

        Raises:
            AnalysisError: if the analyser cannot run.
        """
        from tui.analysis import ANALYSERS
        from tui.analysis.cache import FindingsCache
        from tui.analysis.findings import find

        cache = FindingsCache(self.workspace.cache)
        chosen = ANALYSERS.get(analyser)
        kept = cache.load(article.sha256, chosen)
        if kept is not None:
            return kept
        announce(f"Looking for names and quotes in {article.id} ...")
        return find(article, cache, chosen)

    def annotated(self) -> list[str]:
        """The ids of the articles that have annotations, sorted."""
        return sorted({a.article for a in self.records.annotations.values()})

    def article_or_ghost(self, article_id: str) -> Article:
        """The article, or an empty one in its stead if its file is gone or unreadable."""
        try:
            return self.article(article_id)
        except (ArticleError, UnknownName) as error:
            record = self.records.articles.get(article_id)
            title = record.title if record else article_id
            return Article(article_id, "", title, notices=(str(error),))

    def notes(self, readings: Iterable[Reading]) -> Notes:
        """The readings as an export takes them."""
        return Notes(self.codebook, tuple(sorted(readings, key=lambda r: r.article.id)))

    def record_of(self, article: Article, place: int) -> ArticleRecord:
        """What to keep about an article that is read up to code point ``place``."""
        path = Path(article.path).absolute() if article.path else None
        if path is not None and path.is_relative_to(self.workspace.root):
            path = path.relative_to(self.workspace.root)
        return ArticleRecord(article.id, str(path or ""), article.title, article.sha256, place)

    def _path_of(self, record: ArticleRecord) -> Path:
        return self.workspace.root / record.path

    def _named(self, article: Article, shelf: dict[str, Shelved]) -> Article:
        here = Path(article.path).resolve()
        for shelved in shelf.values():
            if shelved.path.resolve() == here:
                return replace(article, id=shelved.id)
        if article.id in shelf:
            return replace(article, id=f"{article.id}-{article.sha256[:6]}")
        return article
