"""Notes by theme, for people and for their note-taking tools."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from tui.exports.base import Exporter
from tui.exports.markdown_text import block_quote, inline, paragraphs
from tui.exports.words import words_of
from tui.model import Anchored, Codebook, Notes, Reading

WITHOUT_THEME = "Notes without a theme"
ORPHANS = "Passages whose words are gone"


class _Passage(NamedTuple):
    reading: Reading
    anchored: Anchored


class Markdown(Exporter):
    """The passages of each theme as block quotes, with who says them, the note and the place."""

    name = "markdown"
    label = "Markdown"
    suffix = ".md"

    def render(self, notes: Notes) -> bytes:
        """A section per theme in codebook order, then what has no theme, then orphans."""
        passages = [_Passage(r, anchored) for r in notes.readings for anchored in r.annotations]
        orphans = [p for p in passages if p.anchored.span is None]
        groups = _groups(notes.codebook, passages)
        page = _Page(notes.codebook, passages)
        blocks = ["# Notes", _head(notes.codebook, passages, groups)]
        for theme, members in groups.items():
            placed = [p for p in members if p.anchored.span is not None]
            if placed:
                blocks.append(f"## {_heading(notes.codebook, theme)}")
                blocks.extend(page.description(theme))
                blocks.extend(page.passage(passage, theme) for passage in placed)
        if orphans:
            blocks.append(f"## {ORPHANS}")
            blocks.extend(page.passage(passage, "") for passage in orphans)
        if passages:
            blocks += ["## Articles", _articles(notes.readings)]
        return ("\n\n".join(blocks) + "\n").encode("utf-8", "replace")


class _Page:
    def __init__(self, codebook: Codebook, passages: Iterable[_Passage]) -> None:
        self._codebook = codebook
        self._has_coders = len({p.anchored.annotation.coder for p in passages}) > 1

    def description(self, theme: str) -> list[str]:
        return [
            paragraphs(known.description)
            for known in self._codebook
            if known.id == theme and known.description.strip()
        ]

    def passage(self, passage: _Passage, under: str) -> str:
        note = passage.anchored.annotation.note.strip()
        blocks = [block_quote(words_of(*passage)), self._source(passage, under)]
        if note:
            blocks.append("**Note:** " + paragraphs(note))
        return "\n\n".join(blocks)

    def _source(self, passage: _Passage, under: str) -> str:
        reading, anchored = passage
        article, annotation = reading.article, anchored.annotation
        where = f"{inline(article.title or article.id)} ({inline(article.id)})"
        if anchored.span is not None:
            where += f", paragraph {article.paragraph_number(anchored.span.start)}"
        speaker = reading.speaker(anchored)
        parts = [f"**{inline(speaker)}**, in {where}" if speaker else where]
        others = [self._codebook.label(theme) for theme in annotation.themes if theme != under]
        if others:
            also = "also " if under else ""
            parts.append(also + ", ".join(inline(label) for label in sorted(others)))
        if anchored.state == "fuzzy":
            parts.append(f"fuzzy, first read as “{inline(annotation.selector.exact)}”")
        elif anchored.state != "exact":
            parts.append(anchored.state)
        if self._has_coders and annotation.coder:
            parts.append(f"by {inline(annotation.coder)}")
        return "— " + " · ".join(parts)


def _groups(codebook: Codebook, passages: Iterable[_Passage]) -> dict[str, list[_Passage]]:
    """The passages by theme id in codebook order; those without a theme last, under ""."""
    groups: dict[str, list[_Passage]] = {theme.id: [] for theme in codebook}
    without: list[_Passage] = []
    for passage in passages:
        for theme in passage.anchored.annotation.themes:
            groups.setdefault(theme, []).append(passage)
        if not passage.anchored.annotation.themes:
            without.append(passage)
    ordered = {theme: groups[theme] for theme in sorted(groups, key=codebook.order)}
    return {**ordered, "": without} if without else ordered


def _heading(codebook: Codebook, theme: str) -> str:
    """The labels down to the theme: "migration › asylum"."""
    if not theme:
        return WITHOUT_THEME
    parents = {known.id: known.parent for known in codebook}
    way = [theme]
    while (parent := parents.get(way[0], "")) and parent not in way:
        way.insert(0, parent)
    return " › ".join(inline(codebook.label(step)) for step in way)


def _head(codebook: Codebook, passages: list[_Passage], groups: dict[str, list[_Passage]]) -> str:
    if not passages:
        return "There are no notes yet."
    articles = len({p.reading.article.id for p in passages})
    lines = [
        f"{_count(len(passages), 'passage')} in {_count(articles, 'article')}.",
        "",
        "| Theme | Passages | Articles | Words gone |",
        "| --- | ---: | ---: | ---: |",
    ]
    for theme, members in groups.items():
        gone = sum(p.anchored.span is None for p in members)
        sources = len({p.reading.article.id for p in members})
        lines.append(f"| {_heading(codebook, theme)} | {len(members)} | {sources} | {gone} |")
    return "\n".join(lines)


def _articles(readings: Iterable[Reading]) -> str:
    lines = []
    for reading in readings:
        article = reading.article
        facts = (article.title, article.byline, article.outlet, article.date, article.path)
        known = " · ".join(inline(fact) for fact in facts if fact)
        lines.append(f"- {inline(article.id)}: {known} · {_count(article.words, 'word')}")
    return "\n".join(lines)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
