"""What several verbs ask of a library."""

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


def library_of(args: Namespace, output: Output) -> Library:
    """The library of the workspace that was named, or that we are in."""
    return Library(Workspace.find(args.workspace), tell=output.info)


def article_named(library: Library, name: str) -> Article:
    """The article of that id or path; ``-`` is the one that comes through the pipe.

    Raises:
        UnknownName: if there is none.
        ArticleError: if it cannot be read.
    """
    if name != PIPE:
        return library.article(name)
    return article_from_pipe(_bytes_from_pipe())


def piped() -> Article:
    """The article that comes through the pipe, without a workspace to keep it in.

    Raises:
        ArticleError: if it cannot be read.
    """
    return article_from_bytes(_bytes_from_pipe(), "pipe")


def article_id_of(library: Library, name: str | None) -> str | None:
    """The id of an article that is there or has annotations; ``None`` for none named.

    Raises:
        UnknownName: if there is none.
        ArticleError: if it cannot be read.
    """
    if name is None or name in library.article_paths() or name in library.annotated_articles():
        return name
    return library.article(name).id


def theme_named(library: Library, name: str) -> str:
    """The id of a theme in the codebook, or of one that has left it but is still in use.

    Raises:
        UnknownName: if there is none.
    """
    try:
        return library.codebook.get(name).id
    except UnknownName:
        if library.annotated_articles(name):
            return name
        raise


def annotated_readings(
    library: Library,
    name: str | None,
    output: Output,
    theme: str | None = None,
    coder: str | None = None,
) -> Iterator[Reading]:
    """The articles that have annotations, or the named one; no findings are looked for.

    With a theme or a coder, only those of the articles of which a passage carries it or is theirs.

    An article whose file is gone comes with an empty text, and all it has are orphans.

    Raises:
        UnknownName: if nothing is known of the named one.
        ArticleError: if it cannot be read and has no annotations.
    """
    if name is not None and name not in library.annotated_articles():
        yield library.reading(article_named(library, name))
        return
    shelf = library.article_paths()
    for article_id in library.annotated_articles(theme, coder) if name is None else [name]:
        try:
            article = article_on(shelf, article_id)
        except ArticleError as error:
            output.info(f"{error} What is kept of {article_id} is shown with its old words.")
            article = library.article_or_placeholder(article_id)
        yield library.reading(article)


def article_on(shelf: dict[str, Path], article_id: str) -> Article:
    """The article of that id; quicker than asking the library for each of a thousand.

    Raises:
        ArticleError: if its file cannot be read or is not known.
    """
    if article_id not in shelf:
        raise ArticleError(f"The file of “{article_id}” is not known any more.")
    return replace(read_article(shelf[article_id]), id=article_id)


class Speakers:
    """Adds findings to readings; says so once if there are none to be had."""

    def __init__(self, library: Library, output: Output, is_needed: bool = False) -> None:
        self._library = library
        self._out = output
        self._is_needed = is_needed
        self._is_possible = True

    def added(self, reading: Reading) -> Reading:
        """The reading with its findings, kept ones or looked for now.

        Raises:
            AnalysisError: if there are none although the answer depends on them.
        """
        if not (self._is_possible and reading.article.text):
            return reading
        try:
            findings = self._findings(reading.article)
        except AnalysisError as error:
            if self._is_needed:
                raise
            self._is_possible = False
            self._out.info(f"{error} Speakers are left out.")
            return reading
        return replace(reading, analysis=self._library.corrected(reading.article, findings))

    def _findings(self, article: Article) -> Analysis:
        if self._library.workspace.annotations.is_dir():
            return self._library.findings(article, self._out.info, DEFAULT_ANALYSER)
        # Looking at a file must not make a workspace of the directory that we happen to be in.
        from tui.analysis import ANALYSERS

        self._out.info(f"Looking for names and quotes in {article.id} ...")
        return ANALYSERS.get(DEFAULT_ANALYSER).analyse(article)


def _bytes_from_pipe() -> bytes:
    if sys.stdin is None:
        raise ArticleError("Nothing comes through the pipe; name a file.")
    # One byte more than allowed tells that it is too long without reading it all.
    return sys.stdin.buffer.read(LARGEST + 1)


T = TypeVar("T", bound=Extension)


def extension_named(registry: Registry[T], name: str, output: Output) -> T:
    """The extension; plug-ins that broke while it was looked for are told.

    Raises:
        UnknownName: if there is none.
    """
    try:
        return registry.get(name)
    finally:
        for failure in registry.failures:
            output.info(failure)
