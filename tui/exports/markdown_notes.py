"""Notes as Markdown: a plain page, and a page with properties and block ids for Obsidian."""

from __future__ import annotations

from collections.abc import Iterable

from tui.exports.exporter import Exporter
from tui.exports.losses import loss_sentences
from tui.exports.markdown_text import block_quote, inline, markdown_paragraphs
from tui.exports.passages import (
    ORPHANS_HEADING,
    Passage,
    Section,
    all_orphans,
    all_passages,
    passage_text,
    sections,
)
from tui.exports.templating import builtin_template, render_template
from tui.model import Codebook, Notes, Reading
from tui.wording import plural


class Markdown(Exporter):
    """CommonMark with GitHub's tables: the passages as block quotes, with source and note.

    They are grouped by theme, article or speaker, or laid out by a template of the reader.
    """

    name = "markdown"
    label = "Markdown"
    suffix = ".md"
    choices = ("group", "template")

    def render(self, notes: Notes) -> bytes:
        """A section for each theme, article or speaker, then what has none, then orphans."""
        if self.template is not None:
            return render_template(self.template, notes, self.group)
        grouped = sections(notes, self.group)
        passages, orphans = all_passages(notes), all_orphans(notes)
        page = _Page(notes.codebook, passages)
        blocks = ["# Notes", _summary(self.group, passages, grouped)]
        for section in grouped:
            if section.placed:
                blocks.append(f"## {_heading(section)}")
                if section.description.strip():
                    blocks.append(markdown_paragraphs(section.description))
                under = section.id if self.group == "theme" else ""
                blocks.extend(page.passage(passage, under) for passage in section.placed)
        if orphans:
            blocks.append(f"## {ORPHANS_HEADING}")
            blocks.extend(page.passage(passage, "") for passage in orphans)
        if passages:
            blocks += ["## Articles", _articles(notes.readings)]
        return ("\n\n".join(blocks) + "\n").encode("utf-8", "replace")

    def losses(self, notes: Notes) -> list[str]:
        """What the page does not show; unknown if a template lays it out."""
        return (
            []
            if self.template
            else loss_sentences(notes, "times", "corrections", "colours", "keys")
        )


class _Page:
    def __init__(self, codebook: Codebook, passages: Iterable[Passage]) -> None:
        self._codebook = codebook
        self._has_coders = len({p.anchored.annotation.coder for p in passages}) > 1

    def passage(self, passage: Passage, under: str) -> str:
        note = passage.anchored.annotation.note.strip()
        blocks = [block_quote(passage_text(*passage)), self._source(passage, under)]
        if note:
            blocks.append("**Note:** " + markdown_paragraphs(note))
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
    return " › ".join(map(inline, section.path))


def _summary(group: str, passages: list[Passage], grouped: list[Section]) -> str:
    if not passages:
        return "There are no notes yet."
    articles = len({p.reading.article.id for p in passages})
    lines = [
        f"{plural(len(passages), 'passage')} in {plural(articles, 'article')}.",
        "",
        f"| {group.capitalize()} | Passages | Articles | Words gone |",
        "| --- | ---: | ---: | ---: |",
    ]
    for section in grouped:
        count = len(section.passages)
        orphans = count - len(section.placed)
        sources = len({p.reading.article.id for p in section.passages})
        lines.append(f"| {_heading(section)} | {count} | {sources} | {orphans} |")
    return "\n".join(lines)


def _articles(readings: Iterable[Reading]) -> str:
    lines = []
    for reading in readings:
        article = reading.article
        metadata = (article.title, article.byline, article.outlet, article.date, article.path)
        details = " · ".join(inline(value) for value in metadata if value)
        lines.append(f"- {inline(article.id)}: {details} · {plural(article.words, 'word')}")
    return "\n".join(lines)


class Obsidian(Exporter):
    """Markdown for Obsidian 1.x, with properties, tags and a block id for each passage.

    ``[[notes#^pq-ID]]`` links to a passage from anywhere in the vault; a passage of several
    sections is written once and embedded in the others.
    """

    name = "obsidian"
    label = "Obsidian (Markdown with properties and block links)"
    suffix = ".obsidian.md"
    choices = ("group",)

    def render(self, notes: Notes) -> bytes:
        """A section for each theme, article or speaker, then what has none, then orphans."""
        return render_template(builtin_template("obsidian.md.j2"), notes, self.group)

    def losses(self, notes: Notes) -> list[str]:
        """What the page does not show."""
        return loss_sentences(notes, "coders", "times", "corrections", "colours", "keys", "sources")
