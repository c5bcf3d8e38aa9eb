"""The articles, themes and extensions that the arguments of several verbs name."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from tui.cli.output import Output
from tui.config import DEFAULT_ANALYSER, Workspace
from tui.errors import AnalysisError, ArticleError, UnknownName
from tui.model import Analysis, Article, Reading
from tui.registry import Extension, Registry
from tui.session.library import Library
from tui.sources.article_loading import LARGEST, article_from_bytes, article_from_pipe, read_article

PIPE = "-"
"""The argument that names stdin."""
T = TypeVar("T", bound=Extension)


def open_library(args: Namespace, output: Output) -> Library:
    """The library of the workspace that ``--workspace`` names, else of the nearest one."""
    return Library(Workspace.find(args.workspace), tell=output.info)


def find_article(library: Library, name: str) -> Article:
    """The article of that id or path; ``-`` is the one in the pipe, with an id made of its text.

    Raises:
        UnknownName: if there is none.
        ArticleError: if it cannot be read.
    """
    if name != PIPE:
        return library.article(name)
    return article_from_pipe(_read_pipe())


def read_piped_article() -> Article:
    """The article in the pipe, without a workspace that holds it.

    Raises:
        ArticleError: if it cannot be read.
    """
    return article_from_bytes(_read_pipe(), "pipe")


def load_article(paths: dict[str, Path], article_id: str) -> Article:
    """The article of an id; faster than ``library.article`` for many articles.

    Args:
        paths: ``library.shelf()``, the paths of the articles by id.
        article_id: the id.

    Raises:
        ArticleError: if its file cannot be read or is not known.
    """
    if article_id not in paths:
        raise ArticleError(f"The file of “{article_id}” is not known any more.")
    return replace(read_article(paths[article_id]), id=article_id)


def find_article_id(library: Library, name: str | None) -> str | None:
    """The id of an article, also of a missing one with annotations; ``None`` for ``None``.

    Raises:
        UnknownName: if there is none.
        ArticleError: if it cannot be read.
    """
    if name is None or name in library.article_paths() or name in library.annotated_articles():
        return name
    return library.article(name).id


def find_theme_id(library: Library, name: str) -> str:
    """The id of a theme in the codebook, or of one that was removed from it and is still used.

    Raises:
        UnknownName: if there is none.
    """
    try:
        return library.codebook.get(name).id
    except UnknownName:
        if library.annotated_articles(name):
            return name
        raise


def find_extension(registry: Registry[T], name: str, output: Output) -> T:
    """The extension of that name; plug-ins that could not be loaded are reported.

    Raises:
        UnknownName: if there is none.
    """
    try:
        return registry.get(name)
    finally:
        for failure in registry.failures:
            output.info(failure)


def load_annotated_readings(
    library: Library,
    name: str | None,
    output: Output,
    theme: str | None = None,
    coder: str | None = None,
) -> Iterator[Reading]:
    """The articles that have annotations, without findings.

    An article whose file is missing has an empty text and only orphans.

    Args:
        library: where they are.
        name: the id or path of the only article wanted, with or without annotations.
        output: gets a message for each missing file.
        theme: without a name, only articles with an annotation of this theme id.
        coder: without a name, only articles with an annotation by this coder.

    Raises:
        UnknownName: if there is no article of that name.
        ArticleError: if it cannot be read and has no annotations.
    """
    if name is not None and name not in library.annotated_articles():
        yield library.reading(find_article(library, name))
        return
    paths = library.article_paths()
    for article_id in library.annotated_articles(theme, coder) if name is None else [name]:
        try:
            article = load_article(paths, article_id)
        except ArticleError as error:
            output.info(f"{error} What is kept of {article_id} is shown with its old words.")
            article = library.article_or_placeholder(article_id)
        yield library.reading(article)


class FindingsLoader:
    """Adds findings to readings; if there can be none, it reports that once.

    With ``is_required`` it raises ``AnalysisError`` instead.
    """

    def __init__(self, library: Library, output: Output, is_required: bool = False) -> None:
        self._library = library
        self._output = output
        self._is_required = is_required
        self._is_possible = True

    def add_to(self, reading: Reading) -> Reading:
        """The reading with findings, from the cache or made now, and the reader's corrections.

        Raises:
            AnalysisError: if there are none and they are required.
        """
        if not (self._is_possible and reading.article.text):
            return reading
        try:
            findings = self._load(reading.article)
        except AnalysisError as error:
            if self._is_required:
                raise
            self._is_possible = False
            self._output.info(f"{error} Speakers are left out.")
            return reading
        return replace(reading, analysis=self._library.corrected(reading.article, findings))

    def _load(self, article: Article) -> Analysis:
        if self._library.workspace.annotations.is_dir():
            return self._library.findings(article, self._output.info, DEFAULT_ANALYSER)
        # Without a workspace: reading a file must not create one in the current directory.
        from tui.analysis import ANALYSERS

        self._output.info(f"Looking for names and quotes in {article.id} ...")
        return ANALYSERS.get(DEFAULT_ANALYSER).analyse(article)


def _read_pipe() -> bytes:
    if sys.stdin is None:
        raise ArticleError("Nothing comes through the pipe; name a file.")
    # One byte more than allowed shows that it is too long without reading all of it.
    return sys.stdin.buffer.read(LARGEST + 1)
