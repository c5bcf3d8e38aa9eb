"""Everything in one workspace: its articles and what is kept about them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from tui.analysis import ANALYSERS
from tui.analysis.findings_cache import FindingsCache
from tui.anchoring import Anchoring
from tui.config import DEFAULT_ANALYSER, Workspace
from tui.errors import ArticleError, StoreError, UnknownName
from tui.files import expanded
from tui.model import (
    Analysis,
    Anchored,
    Annotation,
    Article,
    Codebook,
    Correction,
    Notes,
    Reading,
    Span,
)
from tui.session.annotation_index import AnnotationIndex, CorrectionIndex
from tui.session.corrections import corrected
from tui.sources.article_loading import read_article
from tui.store import STORES, ArticleRecord, Records, Store
from tui.store.overlay_map import differing
from tui.store.text_archive import TextArchive

LARGEST_AT_ONCE = 200_000
"""Bytes of kept findings that can be read before the first paint."""
LONGEST_LOOKED_AT = 5_000_000
"""Code points of a text in which names and quotes are looked for without being asked."""


class Library:
    """The articles of a workspace, by id, and the records of the store."""

    def __init__(
        self,
        workspace: Workspace,
        store: Store | None = None,
        tell: Callable[[str], None] = lambda sentence: None,
    ) -> None:
        self.workspace = workspace
        self.tell = tell
        """Called with each sentence that the store has for the reader."""
        self.writer = ""
        """The other app that has this workspace open, in words; empty if this one may write."""
        self.store = store or STORES.get("tinydb")
        self._records: Records | None = None
        self.texts = TextArchive(workspace.texts)
        self._index = AnnotationIndex()
        self._corrections = CorrectionIndex()
        self._anchoring: dict[str, Anchoring] = {}

    @property
    def records(self) -> Records:
        """What is kept, read on first use.

        Raises:
            StoreError: if it cannot be read or trusted.
        """
        if self._records is None:
            self.records = self.store.load(self.workspace)
            return self.records
        return self._records

    @records.setter
    def records(self, records: Records) -> None:
        self._records = records
        for sentence in records.notices:
            self.tell(sentence)

    def close(self) -> None:
        """Bring what is kept into its lasting form."""
        self.store.close(self.workspace)

    @property
    def codebook(self) -> Codebook:
        """The themes."""
        return self.records.codebook

    @property
    def kept(self) -> AnnotationIndex:
        """All annotations, by article and by theme."""
        self._index.follow(self.records.annotations)
        return self._index

    def seeds(self) -> dict[str, Path]:
        """The files in ``seeds/`` by article id, sorted; hidden files are left out.

        The id is the stem of the file; of two files with one stem the later keeps its whole name.
        """
        found: dict[str, Path] = {}
        folder = self.workspace.seeds
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            if path.is_file() and not path.name.startswith("."):
                found[path.stem if path.stem not in found else path.name] = path
        return found

    def shelf(self) -> dict[str, Path]:
        """The articles by id: those in ``seeds/``, then those that are kept from elsewhere."""
        shelf = self.seeds()
        for record in self.records.articles.values():
            shelf.setdefault(record.id, self.workspace.root / record.path)
        return shelf

    def article(self, name: str) -> Article:
        """The article of that id, or in the file of that path.

        Raises:
            UnknownName: if it is neither; the message lists the ids.
            ArticleError: if the file cannot be read as an article.
            StoreError: if only the store could know the name, and it cannot be read.
        """
        shelf = self.seeds()
        path = expanded(name)
        if name not in shelf and not path.exists():
            shelf = self.shelf()
            if name not in shelf and path.name == name and not path.suffix:
                raise UnknownName("article", name, shelf)
        if name in shelf:
            return replace(read_article(shelf[name]), id=name)
        return self._named(read_article(path))

    def reading(self, article: Article, analysis: Analysis | None = None) -> Reading:
        """The article with its annotations where they are in today's text."""
        return Reading(
            article,
            self.corrected(article, analysis or Analysis(article.sha256)),
            self.codebook,
            self._anchoring_in(article).all(self.kept.of_article(article.id)),
        )

    def renewed(self, reading: Reading, since: Mapping[str, Annotation]) -> Reading:
        """The reading with what is kept now; only what changed is looked at.

        Args:
            reading: What `reading` or this gave back, perhaps with other findings.
            since: The annotations of all records at that time.
        """
        article, now = reading.article, self.records.annotations
        removed: list[Anchored] = []
        added: list[Anchored] = []
        unplaced: list[Annotation] = []
        for key in differing(since, now):
            old, new = since.get(key), now.get(key)
            was = reading.anchored(old) if old and old.article == article.id else None
            if was is not None:
                removed.append(was)
            if new is None or new.article != article.id:
                continue
            if was is not None and was.annotation.selector == new.selector:
                added.append(was._replace(annotation=new))
            else:
                unplaced.append(new)
        added += self._anchoring_in(article).all(unplaced)
        if reading.codebook is not self.codebook:
            reading = replace(reading, codebook=self.codebook)
        analysis = self.corrected(article, reading.analysis)
        if analysis is not reading.analysis:
            reading = reading.found(analysis)
        return reading.changed(removed, added)

    def corrected(self, article: Article, analysis: Analysis) -> Analysis:
        """The findings as the reader corrected them; the same object if they are so by now.

        Where the store cannot be read, they are what they were.
        """
        try:
            now = self._corrections.of_article(self.records.corrections, article.id)
        except StoreError:
            return analysis
        if now == analysis.corrections:
            return analysis
        return corrected(analysis, article, [(one, self.place_of(one, article)) for one in now])

    def place_of(self, kept: Annotation | Correction, article: Article) -> Span | None:
        """Where the words of an annotation or correction are in the article, if they are there."""
        words = Annotation(kept.id, kept.article, kept.selector)
        return self._anchoring_in(article).anchored(words).span

    def kept_findings(
        self, article: Article, analyser: str = DEFAULT_ANALYSER, largest: int | None = None
    ) -> Analysis | None:
        """The findings of the article that are kept, unless they are over ``largest`` bytes."""
        cache = FindingsCache(self.workspace.cache)
        named = ANALYSERS.get(analyser)
        kept = cache.load(article.sha256, named, largest)
        if kept is None and cache.has_findings(article.sha256):
            # To tell a language takes time that most articles do not need.
            from tui.analysis.analyser_selection import analyser_for_text

            kept = cache.load(article.sha256, analyser_for_text(named, article.text), largest)
        return kept

    def findings(
        self, article: Article, announce: Callable[[str], None], analyser: str = DEFAULT_ANALYSER
    ) -> Analysis:
        """The findings of the article: kept ones, else looked for here, which takes seconds.

        ``announce`` is told before it takes long.

        Raises:
            AnalysisError: if the analyser cannot run.
        """
        kept = self.kept_findings(article, analyser)
        if kept is not None:
            return kept
        if len(article.text) > LONGEST_LOOKED_AT:
            announce(f"{article.id} is too long to look for names and quotes in.")
            return Analysis(article.sha256)
        announce(f"Looking for names and quotes in {article.id} ...")
        from tui.analysis.finding_stages import load_or_analyse

        return load_or_analyse(
            article, FindingsCache(self.workspace.cache), ANALYSERS.get(analyser)
        )

    def kept_reading(self, article_id: str) -> Reading:
        """The article with its annotations and the findings that are kept; none are looked for."""
        article = self.article_or_ghost(article_id)
        return self.reading(article, self.kept_findings(article))

    def annotated(self, theme: str | None = None, coder: str | None = None) -> list[str]:
        """The ids of the articles with annotations or corrections, sorted.

        With a theme or a coder, those of which an annotation carries it or is theirs.
        """
        found = self.kept.articles(theme, coder)
        if theme is not None or coder is not None:
            return found
        corrected = (one.article for one in self.records.corrections.values())
        return sorted({*found, *corrected})

    def article_or_ghost(self, article_id: str) -> Article:
        """The article, or an empty one in its stead if its file is gone or unreadable."""
        try:
            return self.article(article_id)
        except (ArticleError, UnknownName) as error:
            record = self.records.articles.get(article_id)
            title = record.title if record else article_id
            return Article(article_id, "", title, notices=(str(error),))

    def notes(self, readings: Iterable[Reading]) -> Notes:
        """The readings as an export takes them: paths in the workspace are relative to it."""
        portable = (
            replace(one, article=replace(one.article, path=self.record_of(one.article, 0).path))
            for one in readings
        )
        found = tuple(sorted(portable, key=lambda one: one.article.id))
        made_on = {one.annotation.selector.sha256 for r in found for one in r.annotations}
        made_on |= {one.selector.sha256 for r in found for one in r.analysis.corrections}
        earlier = sorted(made_on - {reading.article.sha256 for reading in found})
        texts = tuple(text for one in earlier if (text := self.texts.load(one)))
        return Notes(self.codebook, found, texts)

    def record_of(self, article: Article, place: int) -> ArticleRecord:
        """What to keep about an article that is read up to code point ``place``; marks stay."""
        known = self.records.articles.get(article.id)
        path = Path(article.path).absolute() if article.path else None
        if path is not None and path.is_relative_to(self.workspace.root):
            path = path.relative_to(self.workspace.root)
        return ArticleRecord(
            article.id,
            str(path or ""),
            article.title,
            article.sha256,
            place,
            known.marks if known else (),
        )

    def _anchoring_in(self, article: Article) -> Anchoring:
        if article.sha256 not in self._anchoring:
            self._anchoring = {article.sha256: Anchoring(article, self.texts.load)}
        return self._anchoring[article.sha256]

    def _named(self, article: Article) -> Article:
        """The article under its own id: one that no other file of the workspace has."""
        here, shelf = Path(article.path).resolve(), self.seeds()
        known = _id_of(here, shelf)
        if known is None:
            # The text can be read all the same; whoever wants to tag it will hear of the store.
            with suppress(StoreError):
                shelf = self.shelf()
            known = _id_of(here, shelf)
        if known is None and article.id in shelf:
            known = f"{article.id}-{article.sha256[:6]}"
        return article if known is None else replace(article, id=known)


def first_reading(library: Library, article: Article, analyser: str) -> Reading:
    """What to show of an article; its findings, unless there are so many that it would be felt.

    Raises:
        StoreError: if what is kept cannot be read.
    """
    return library.reading(article, library.kept_findings(article, analyser, LARGEST_AT_ONCE))


def _id_of(here: Path, shelf: Mapping[str, Path]) -> str | None:
    return next((known for known, path in shelf.items() if path.resolve() == here), None)
