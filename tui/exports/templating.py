"""Notes rendered by a Jinja2 template, the reader's or a built-in one."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui.errors import ExportError
from tui.exports.code_system import CodeSystem
from tui.exports.exporter import Group, Template
from tui.exports.markdown_text import block_quote, inline, markdown_paragraphs
from tui.exports.passages import (
    ORPHANS_HEADING,
    Passage,
    Section,
    all_orphans,
    passage_text,
    sections,
)
from tui.exports.safe_text import json_text, terminal_safe, terminal_safe_document
from tui.model import Article, Notes

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

TITLE = "Notes"
_TEMPLATES = Path(__file__).parent / "templates"
_NOT_IN_TAGS = re.compile(r"[^\w-]+")
_NOT_IN_BLOCK_IDS = re.compile(r"[^A-Za-z0-9-]")


def builtin_template(name: str) -> Template:
    """The file of that name in ``tui/exports/templates``."""
    return Template(name, (_TEMPLATES / name).read_text("utf-8"))


def render_template(template: Template, notes: Notes, group: Group) -> bytes:
    """The document that the template renders.

    ``docs/templates.md`` lists its variables and filters. It runs in Jinja's sandbox and
    reaches only these.

    Raises:
        ExportError: if the template has a syntax error or fails; the message names the line.
    """
    try:
        text = _environment().from_string(template.source).render(_context(notes, group))
    except Exception as error:  # a template is a program and can raise anything
        raise _template_error(template, error) from None
    return terminal_safe_document(text).encode("utf-8", "replace")


def _environment() -> SandboxedEnvironment:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    environment.filters.update(
        inline=inline, quote=block_quote, paragraphs=markdown_paragraphs, yaml=json_text, tag=_tag
    )
    return environment


def _template_error(template: Template, error: Exception) -> ExportError:
    line = getattr(error, "lineno", None)
    traceback = error.__traceback__
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == "<template>":
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    where = f" in line {line}" if line else ""
    reason = " ".join(terminal_safe(str(error)).split()).rstrip(".") or type(error).__name__
    return ExportError(
        f"The template “{template.name}” cannot be carried out{where}: {reason}; "
        "correct it and export again."
    )


def _context(notes: Notes, group: Group) -> dict[str, Any]:
    """The variables of a template, every text of them safe for a terminal."""
    codes = CodeSystem(notes)
    tags = {
        theme.id: "/".join(_tag(codes.label(theme_id)) for theme_id in codes.path(theme.id))
        for theme in codes.themes
    }
    articles = {reading.article.id: _article_values(reading.article) for reading in notes.readings}
    seen: set[str] = set()

    def passage_values(passage: Passage) -> dict[str, Any]:
        reading, anchored = passage
        annotation, span = anchored.annotation, anchored.span
        is_repeated = annotation.id in seen
        seen.add(annotation.id)
        return {
            "id": annotation.id,
            "block": f"pq-{_NOT_IN_BLOCK_IDS.sub('-', annotation.id)}",
            "again": is_repeated,
            "text": terminal_safe(passage_text(reading, anchored)),
            "speaker": terminal_safe(reading.speaker(anchored) or ""),
            "note": terminal_safe(annotation.note.strip()),
            "themes": [terminal_safe(codes.label(theme)) for theme in annotation.themes],
            "tags": [tags[theme] for theme in annotation.themes],
            "article": articles[annotation.article],
            "paragraph": reading.article.paragraph_number(span.start) if span else 0,
            "start": span.start if span else None,
            "end": span.end if span else None,
            "coder": terminal_safe(annotation.coder),
            "created": terminal_safe(annotation.created),
            "changed": terminal_safe(annotation.changed),
            "state": anchored.state,
        }

    def section_values(section: Section) -> dict[str, Any]:
        return {
            "id": terminal_safe(section.id),
            "name": terminal_safe(section.name),
            "description": terminal_safe(section.description.strip()),
            "passages": [passage_values(passage) for passage in section.placed],
        }

    grouped = [section_values(section) for section in sections(notes, group)]
    orphans = [passage_values(passage) for passage in all_orphans(notes)]
    last = {"id": "", "name": ORPHANS_HEADING, "description": "", "passages": orphans}
    return {
        "title": TITLE,
        "group": group,
        "sections": [*grouped, last] if orphans else grouped,
        "articles": list(articles.values()),
        "themes": [
            {
                "id": terminal_safe(theme.id),
                "label": terminal_safe(theme.label),
                "description": terminal_safe(theme.description),
                "colour": terminal_safe(theme.colour),
                "tag": tags[theme.id],
                "count": codes.used[theme.id],
            }
            for theme in codes.themes
        ],
    }


def _article_values(article: Article) -> dict[str, Any]:
    return {
        "id": terminal_safe(article.id),
        "title": terminal_safe(article.title or article.id),
        "outlet": terminal_safe(article.outlet),
        "byline": terminal_safe(article.byline),
        "date": terminal_safe(article.date),
        "path": terminal_safe(article.path),
        "words": article.words,
    }


def _tag(text: str) -> str:
    """The text as a tag of Obsidian: no spaces, and not only digits."""
    tag = _NOT_IN_TAGS.sub("-", terminal_safe(text)).strip("-") or "theme"
    return f"t{tag}" if tag.isdecimal() else tag
