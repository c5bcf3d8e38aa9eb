"""Notes by theme, for people and for their note-taking tools."""

from __future__ import annotations

from collections.abc import Iterable

from tui.exports.exporter import Exporter
from tui.exports.grouping import ORPHANS, Passage, Section, orphans_of, passages_of, sections
from tui.exports.losses import left_out
from tui.exports.markdown_text import block_quote, inline, paragraphs
from tui.exports.passage_text import words_of
from tui.exports.templating import laid_out, ready_made
from tui.model import Codebook, Notes, Reading


class Markdown(Exporter):
    """The passages as block quotes, with who says them, the note and the place.

    They are gathered by theme, article or speaker, or as the reader's own template wants it.
    """

    name = "markdown"
    label = "Markdown"
    suffix = ".md"
    choices = ("group", "template")

    def render(self, notes: Notes) -> bytes:
        """A section per theme, article or speaker, then what has none, then orphans."""
        if self.template is not None:
            return laid_out(self.template, notes, self.group)
        found = sections(notes, self.group)
        passages, orphans = passages_of(notes), orphans_of(notes)
        page = _Page(notes.codebook, passages)
        blocks = ["# Notes", _head(self.group, passages, found)]
        for section in found:
            if section.placed:
                blocks.append(f"## {_heading(section)}")
                if section.description.strip():
                    blocks.append(paragraphs(section.description))
                under = section.id if self.group == "theme" else ""
                blocks.extend(page.passage(passage, under) for passage in section.placed)
        if orphans:
            blocks.append(f"## {ORPHANS}")
            blocks.extend(page.passage(passage, "") for passage in orphans)
        if passages:
            blocks += ["## Articles", _articles(notes.readings)]
        return ("\n\n".join(blocks) + "\n").encode("utf-8", "replace")

    def losses(self, notes: Notes) -> list[str]:
        """What the page does not show; of a reader's template nobody knows."""
        return [] if self.template else left_out(notes, "times", "corrections", "colours", "keys")


class _Page:
    def __init__(self, codebook: Codebook, passages: Iterable[Passage]) -> None:
        self._codebook = codebook
        self._has_coders = len({p.anchored.annotation.coder for p in passages}) > 1

    def passage(self, passage: Passage, under: str) -> str:
        note = passage.anchored.annotation.note.strip()
        blocks = [block_quote(words_of(*passage)), self._source(passage, under)]
        if note:
            blocks.append("**Note:** " + paragraphs(note))
        return "\n\n".join(blocks)

    def _source(self, passage: Passage, under: str) -> str:
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


def _heading(section: Section) -> str:
    return " › ".join(map(inline, section.way))


def _head(group: str, passages: list[Passage], found: list[Section]) -> str:
    if not passages:
        return "There are no notes yet."
    articles = len({p.reading.article.id for p in passages})
    lines = [
        f"{_count(len(passages), 'passage')} in {_count(articles, 'article')}.",
        "",
        f"| {group.capitalize()} | Passages | Articles | Words gone |",
        "| --- | ---: | ---: | ---: |",
    ]
    for section in found:
        count, gone = len(section.passages), len(section.passages) - len(section.placed)
        sources = len({p.reading.article.id for p in section.passages})
        lines.append(f"| {_heading(section)} | {count} | {sources} | {gone} |")
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


class Obsidian(Exporter):
    """Markdown with properties, tags and a block id for each passage.

    ``[[notes#^pq-ID]]`` links to a passage from anywhere in the vault; a passage that belongs to
    several sections is written once and embedded in the others.
    """

    name = "obsidian"
    label = "Obsidian (Markdown with properties and block links)"
    suffix = ".obsidian.md"
    choices = ("group",)

    def render(self, notes: Notes) -> bytes:
        """A section per theme, article or speaker, then what has none, then orphans."""
        return laid_out(ready_made("obsidian.md.j2"), notes, self.group)

    def losses(self, notes: Notes) -> list[str]:
        """What the page does not show."""
        return left_out(notes, "coders", "times", "corrections", "colours", "keys", "sources")
