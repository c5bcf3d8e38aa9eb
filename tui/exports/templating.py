"""Notes laid out by a Jinja2 template, the reader's own or one of ours."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui.errors import ExportError
from tui.exports.code_names import Codes
from tui.exports.exporter import Group, Template
from tui.exports.grouping import ORPHANS, Passage, Section, orphans_of, sections
from tui.exports.json_text import dumps
from tui.exports.markdown_text import block_quote, inline, paragraphs
from tui.exports.passage_text import printed, visible, words_of
from tui.model import Article, Notes

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

TITLE = "Notes"
_TEMPLATES = Path(__file__).parent / "templates"
_NO_TAG = re.compile(r"[^\w-]+")
_NO_BLOCK = re.compile(r"[^A-Za-z0-9-]")


def ready_made(name: str) -> Template:
    """One of the templates that are shipped."""
    return Template(name, (_TEMPLATES / name).read_text("utf-8"))


def laid_out(template: Template, notes: Notes, group: Group) -> bytes:
    """What the template makes of the notes; ``docs/templates.md`` says what it is given.

    It runs in Jinja's sandbox: it can reach nothing but what it is given.

    Raises:
        ExportError: if it cannot be read or carried out; the message says where.
    """
    try:
        text = _environment().from_string(template.source).render(_context(notes, group))
    except Exception as error:  # a template is a program of the reader's, and may raise anything
        raise _stopped(template, error) from None
    return printed(text).encode("utf-8", "replace")


def _environment() -> SandboxedEnvironment:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    made = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    made.filters.update(
        inline=inline, quote=block_quote, paragraphs=paragraphs, yaml=dumps, tag=_tag
    )
    return made


def _stopped(template: Template, error: Exception) -> ExportError:
    line = getattr(error, "lineno", None)
    step = error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename == "<template>":
            line = step.tb_lineno
        step = step.tb_next
    where = f" in line {line}" if line else ""
    reason = " ".join(visible(str(error)).split()).rstrip(".") or type(error).__name__
    return ExportError(
        f"The template “{template.name}” cannot be carried out{where}: {reason}; "
        "correct it and export again."
    )


def _context(notes: Notes, group: Group) -> dict[str, Any]:
    codes = Codes(notes)
    tags = {
        t.id: "/".join(_tag(codes.label(step)) for step in codes.way(t.id)) for t in codes.themes
    }
    articles = {reading.article.id: _article(reading.article) for reading in notes.readings}
    seen: set[str] = set()

    def told(passage: Passage) -> dict[str, Any]:
        reading, anchored = passage
        annotation, span = anchored.annotation, anchored.span
        again = annotation.id in seen
        seen.add(annotation.id)
        return {
            "id": annotation.id,
            "block": f"pq-{_NO_BLOCK.sub('-', annotation.id)}",
            "again": again,
            "text": visible(words_of(reading, anchored)),
            "speaker": visible(reading.speaker(anchored) or ""),
            "note": visible(annotation.note.strip()),
            "themes": [visible(codes.label(theme)) for theme in annotation.themes],
            "tags": [tags[theme] for theme in annotation.themes],
            "article": articles[annotation.article],
            "paragraph": reading.article.paragraph_number(span.start) if span else 0,
            "start": span.start if span else None,
            "end": span.end if span else None,
            "coder": visible(annotation.coder),
            "created": visible(annotation.created),
            "changed": visible(annotation.changed),
            "state": anchored.state,
        }

    def section(one: Section) -> dict[str, Any]:
        return {
            "id": visible(one.id),
            "name": visible(one.name),
            "description": visible(one.description.strip()),
            "passages": [told(passage) for passage in one.placed],
        }

    found = [section(one) for one in sections(notes, group)]
    orphans = [told(passage) for passage in orphans_of(notes)]
    gone = {"id": "", "name": ORPHANS, "description": "", "passages": orphans}
    return {
        "title": TITLE,
        "group": group,
        "sections": [*found, gone] if orphans else found,
        "articles": list(articles.values()),
        "themes": [
            {
                "id": visible(theme.id),
                "label": visible(theme.label),
                "description": visible(theme.description),
                "colour": visible(theme.colour),
                "tag": tags[theme.id],
                "count": codes.used[theme.id],
            }
            for theme in codes.themes
        ],
    }


def _article(article: Article) -> dict[str, Any]:
    return {
        "id": visible(article.id),
        "title": visible(article.title or article.id),
        "outlet": visible(article.outlet),
        "byline": visible(article.byline),
        "date": visible(article.date),
        "path": visible(article.path),
        "words": article.words,
    }


def _tag(text: str) -> str:
    """The text as a tag of Obsidian: no spaces, and not all of it digits."""
    tag = _NO_TAG.sub("-", visible(text)).strip("-") or "theme"
    return f"t{tag}" if tag.isdecimal() else tag
