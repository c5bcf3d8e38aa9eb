"""The articles of one workspace and the records about them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from operator import attrgetter
from pathlib import Path
from types import MappingProxyType

from tui.analysis import ANALYSERS
from tui.analysis.findings_cache import FindingsCache
from tui.anchoring import Anchoring
from tui.config import DEFAULT_ANALYSER, Workspace
from tui.errors import ArticleError, StoreError, UnknownName
from tui.files import FileMark, expanded
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
from tui.store.overlay_map import changed_keys
from tui.store.text_archive import TextArchive

LARGEST_AT_ONCE = 200_000
"""Bytes of cached findings that can be read before the first paint."""
LONGEST_ANALYSED = 5_000_000
"""Code points of the longest text that is analysed."""


class Library:
    """The articles of a workspace by id, and the records of its store."""

    def __init__(
        self,
        workspace: Workspace,
        store: Store | None = None,
        tell: Callable[[str], None] = lambda sentence: None,
    ) -> None:
        self.workspace = workspace
        self.tell = tell
        """Called with each message that the store has for the reader."""
        self.writer = ""
        """The other app that has this workspace open, for messages; empty if this one may write."""
        self.store = store or STORES.get("tinydb")
        self._records: Records | None = None
        self.texts = TextArchive(workspace.texts)
        self._index = AnnotationIndex()
        self._corrections = CorrectionIndex()
        self._anchoring: dict[str, Anchoring] = {}
        self._seeds: Mapping[str, Path] = MappingProxyType({})
        self._seeds_mark: FileMark | None = None
        """Of ``seeds/``, when it was listed last."""

    @property
    def records(self) -> Records:
        """The records, read on first use.

        Raises:
            StoreError: if they cannot be read or are damaged.
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
        """Let the store write its final form."""
        self.store.close(self.workspace)

    @property
    def codebook(self) -> Codebook:
        """The themes."""
        return self.records.codebook

    @property
    def index(self) -> AnnotationIndex:
        """All annotations, by article, theme and coder."""
        self._index.update(self.records.annotations)
        return self._index

    def seeds(self) -> Mapping[str, Path]:
        """The files in ``seeds/`` by article id, sorted; hidden files are left out.

        The id is the stem of the file; of two files with one stem the later keeps its whole name.
        The folder is listed again only when it has changed.
        """
        folder = self.workspace.seeds
        try:
            status = folder.stat()
        except OSError:
            return {}
        if self._seeds_mark is None or not self._seeds_mark.proves_unchanged(status):
            self._seeds_mark = FileMark.of(status)
            self._seeds = MappingProxyType(_list_articles(folder))
        return self._seeds

    def article_paths(self) -> dict[str, Path]:
        """The files of all articles by id: those in ``seeds/``, then recorded ones elsewhere."""
        paths = dict(self.seeds())
        for record in self.records.articles.values():
            paths.setdefault(record.id, self.workspace.root / record.path)
        return paths

    def article(self, name: str) -> Article:
        """The article of that id, or in the file of that path.

        Raises:
            UnknownName: if it is neither; the message lists the ids.
            ArticleError: if the file cannot be read as an article.
            StoreError: if only the store could know the name, and it cannot be read.
        """
        paths: Mapping[str, Path] = self.seeds()
        path = expanded(name)
        if name not in paths and not path.exists():
            paths = self.article_paths()
            if name not in paths and path.name == name and not path.suffix:
                raise UnknownName("article", name, paths)
        if name in paths:
            return replace(read_article(paths[name]), id=name)
        return self._with_own_id(read_article(path))

    def reading(self, article: Article, analysis: Analysis | None = None) -> Reading:
        """The article with its annotations anchored in the current text."""
        return Reading(
            article,
            self.corrected(article, analysis or Analysis(article.sha256)),
            self.codebook,
            self._anchoring_in(article).all(self.index.of_article(article.id)),
        )

    def refreshed(self, reading: Reading, since: Mapping[str, Annotation]) -> Reading:
        """The reading with the current records; only changed annotations are anchored.

        Args:
            reading: The result of `reading` or of this method, perhaps with other findings.
            since: All annotations at that time.
        """
        article, now = reading.article, self.records.annotations
        removed: list[Anchored] = []
        added: list[Anchored] = []
        unplaced: list[Annotation] = []
        for key in changed_keys(since, now):
            old, new = since.get(key), now.get(key)
            before = reading.anchored(old) if old and old.article == article.id else None
            if before is not None:
                removed.append(before)
            if new is None or new.article != article.id:
                continue
            if before is not None and before.annotation.selector == new.selector:
                added.append(before._replace(annotation=new))
            else:
                unplaced.append(new)
        added += self._anchoring_in(article).all(unplaced)
        if reading.codebook is not self.codebook:
            reading = replace(reading, codebook=self.codebook)
        analysis = self.corrected(article, reading.analysis)
        if analysis is not reading.analysis:
            reading = reading.with_findings(analysis)
        return reading.with_changes(removed, added)

    def corrected(self, article: Article, analysis: Analysis) -> Analysis:
        """The findings with the reader's corrections; the same object if nothing changes.

        Nothing changes if the store cannot be read.
        """
        try:
            corrections = self._corrections.of_article(self.records.corrections, article.id)
        except StoreError:
            return analysis
        if corrections == analysis.corrections:
            return analysis
        placed = [(correction, self.span_of(correction, article)) for correction in corrections]
        return corrected(analysis, article, placed)

    def span_of(self, passage: Annotation | Correction, article: Article) -> Span | None:
        """The span of an annotation or correction in the article; ``None`` if it is an orphan."""
        annotation = Annotation(passage.id, passage.article, passage.selector)
        return self._anchoring_in(article).anchored(annotation).span

    def cached_findings(
        self, article: Article, analyser: str = DEFAULT_ANALYSER, largest: int | None = None
    ) -> Analysis | None:
        """The cached findings of the article; ``None`` without, or over ``largest`` bytes."""
        cache = FindingsCache(self.workspace.cache)
        named = ANALYSERS.get(analyser)
        analysis = cache.load(article.sha256, named, largest)
        if analysis is None and cache.has_findings(article.sha256):
            # Detecting the language takes time that most articles do not need.
            from tui.analysis.analyser_selection import analyser_for_text

            analysis = cache.load(article.sha256, analyser_for_text(named, article.text), largest)
        return analysis

    def findings(
        self, article: Article, announce: Callable[[str], None], analyser: str = DEFAULT_ANALYSER
    ) -> Analysis:
        """The findings of the article: cached ones, else of an analysis, which takes seconds.

        ``announce`` is called with a message before the analysis.

        Raises:
            AnalysisError: if the analyser cannot run.
        """
        cached = self.cached_findings(article, analyser)
        if cached is not None:
            return cached
        if len(article.text) > LONGEST_ANALYSED:
            announce(f"{article.id} is too long to look for names and quotes in.")
            return Analysis(article.sha256)
        announce(f"Looking for names and quotes in {article.id} ...")
        from tui.analysis.finding_stages import load_or_analyse

        return load_or_analyse(
            article, FindingsCache(self.workspace.cache), ANALYSERS.get(analyser)
        )

    def reading_by_id(self, article_id: str) -> Reading:
        """The article with its annotations and its cached findings."""
        article = self.article_or_placeholder(article_id)
        return self.reading(article, self.cached_findings(article))

    def annotated_articles(self, theme: str | None = None, coder: str | None = None) -> list[str]:
        """The sorted ids of the articles with annotations or corrections.

        With a theme or a coder, only of those with such an annotation.
        """
        ids = self.index.articles(theme, coder)
        if theme is not None or coder is not None:
            return ids
        corrected = (correction.article for correction in self.records.corrections.values())
        return sorted({*ids, *corrected})

    def article_or_placeholder(self, article_id: str) -> Article:
        """The article, or one without text if its file is missing or unreadable."""
        try:
            return self.article(article_id)
        except (ArticleError, UnknownName) as error:
            record = self.records.articles.get(article_id)
            title = record.title if record else article_id
            return Article(article_id, "", title, notices=(str(error),))

    def notes(self, readings: Iterable[Reading]) -> Notes:
        """The readings for an export, with paths relative to the workspace."""
        portable = tuple(sorted(map(self._portable, readings), key=attrgetter("article.id")))
        hashes = {each.annotation.selector.sha256 for r in portable for each in r.annotations}
        hashes |= {each.selector.sha256 for r in portable for each in r.analysis.corrections}
        earlier = sorted(hashes - {reading.article.sha256 for reading in portable})
        texts = tuple(text for sha256 in earlier if (text := self.texts.load(sha256)))
        return Notes(self.codebook, portable, texts)

    def _portable(self, reading: Reading) -> Reading:
        path = self.article_record(reading.article, 0).path
        return replace(reading, article=replace(reading.article, path=path))

    def article_record(self, article: Article, place: int) -> ArticleRecord:
        """The record of an article with the reading position ``place``; its marks stay."""
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

    def _with_own_id(self, article: Article) -> Article:
        """The article with an id that no other file of the workspace has."""
        path, paths = Path(article.path).resolve(), self.seeds()
        own_id = _id_of(path, paths)
        if own_id is None:
            # The text can be read without the store; tagging it reports the error.
            with suppress(StoreError):
                paths = self.article_paths()
            own_id = _id_of(path, paths)
        if own_id is None and article.id in paths:
            own_id = f"{article.id}-{article.sha256[:6]}"
        return article if own_id is None else replace(article, id=own_id)


def first_reading(library: Library, article: Article, analyser: str) -> Reading:
    """The first reading of an article that opens; without findings if loading them is slow.

    Raises:
        StoreError: if the records cannot be read.
    """
    return library.reading(article, library.cached_findings(article, analyser, LARGEST_AT_ONCE))


def _list_articles(folder: Path) -> dict[str, Path]:
    """The files of a folder by article id (see `Library.seeds`); none if it cannot be read."""
    try:
        with os.scandir(folder) as entries:
            names = sorted(e.name for e in entries if not e.name.startswith(".") and e.is_file())
    except NotADirectoryError:
        return {}
    paths: dict[str, Path] = {}
    for path in map(folder.joinpath, names):
        paths[path.stem if path.stem not in paths else path.name] = path
    return paths


def _id_of(path: Path, paths: Mapping[str, Path]) -> str | None:
    return next((key for key, other in paths.items() if other.resolve() == path), None)


def article_or_archived(library: Library, article_id: str) -> Article:
    """The article, or its archived text if its file is missing or unreadable.

    Raises:
        ArticleError: if none of its texts is archived.
        UnknownName: if there is no record of it.
    """
    try:
        return library.article(article_id)
    except ArticleError as error:
        records = library.records
        record = records.articles.get(article_id)
        if record is None:
            raise
        selectors = (
            annotation.selector
            for annotation in records.annotations.values()
            if annotation.article == article_id
        )
        for sha256 in dict.fromkeys((record.sha256, *(each.sha256 for each in selectors))):
            text = library.texts.load(sha256)
            if text is not None:
                path = str(library.workspace.root / record.path)
                notice = f"{error} This is its text as it was when you tagged it."
                return Article(article_id, text, record.title, path=path, notices=(notice,))
        raise
