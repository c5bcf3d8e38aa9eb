"""HTML: all articles with their passages as one page for a browser."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from html import escape
from itertools import pairwise
from typing import Any

from tui.exports.code_system import CodeSystem
from tui.exports.exporter import Exporter
from tui.exports.losses import loss_sentences
from tui.exports.passages import passage_text
from tui.exports.safe_text import terminal_safe, terminal_safe_document
from tui.exports.templating import builtin_template
from tui.model import Annotation, Notes, Reading, Span

_COLOUR = re.compile("#[0-9A-Fa-f]{6}")
_PARAGRAPH_END = re.compile(r"(?<=[^\n])\n(?=[^\n])")
"""A line end between two paragraphs without an empty line between them."""
_GREY = "#7f8c8d"
"""The colour of a passage without a theme."""


class Html(Exporter):
    """One HTML5 page that loads nothing: highlighted articles, their passages, and a search.

    Where passages overlap, the shortest gives the background and every theme an underline. The
    page's Content-Security-Policy allows its one script and nothing else.
    """

    name = "html"
    label = "HTML (one page to search and print)"
    suffix = ".html"

    def render(self, notes: Notes) -> bytes:
        """One article after the other, each with its passages below."""
        from jinja2 import Environment
        from markupsafe import Markup

        codes = CodeSystem(notes)
        themes = {
            theme.id: {
                "number": number,
                "label": terminal_safe(theme.label),
                "colour": _colour(theme.colour),
                "description": terminal_safe(theme.description),
                "count": codes.used[theme.id],
            }
            for number, theme in enumerate(codes.themes)
        }
        script = builtin_template("search.js").source
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        page = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
        articles: list[dict[str, Any]] = []
        number = 0
        for reading in notes.readings:
            articles.append(_article(reading, themes, number))
            articles[-1]["text"] = Markup(articles[-1]["text"])
            number += len(reading.annotations)
        text = page.from_string(builtin_template("notes.html.j2").source).render(
            articles=articles,
            themes=list(themes.values()),
            script=Markup(script),
            script_hash=f"sha256-{digest}",
        )
        return (terminal_safe_document(text) + "\n").encode("utf-8", "replace")

    def losses(self, notes: Notes) -> list[str]:
        """What the page does not show."""
        return loss_sentences(notes, "corrections", "hierarchy", "keys")


def _article(reading: Reading, themes: dict[str, dict[str, Any]], first: int) -> dict[str, Any]:
    article = reading.article
    metadata = (article.byline, article.outlet, article.date, article.path)
    passages = []
    for number, anchored in enumerate(reading.annotations, first):
        annotation, span = anchored.annotation, anchored.span
        passages.append(
            {
                "number": number,
                "text": terminal_safe(passage_text(reading, anchored)),
                "themes": [themes[theme] for theme in annotation.themes],
                "speaker": terminal_safe(reading.speaker(anchored) or ""),
                "paragraph": article.paragraph_number(span.start) if span else 0,
                "state": anchored.state,
                "coder": terminal_safe(annotation.coder),
                "created": terminal_safe(annotation.created),
                "changed": terminal_safe(annotation.changed),
                "note": terminal_safe(annotation.note),
            }
        )
    return {
        "title": terminal_safe(article.title or article.id),
        "facts": " · ".join(terminal_safe(value) for value in metadata if value),
        "text": "".join(_marked_text(reading, themes, first)),
        "passages": passages,
    }


def _marked_text(reading: Reading, themes: dict[str, dict[str, Any]], first: int) -> Iterator[str]:
    """The text as HTML: a ``mark`` around each run of characters with the same passages over it."""
    text = terminal_safe(reading.article.text)
    placed = list(enumerate(reading.placed, first))
    paragraph_starts = {match.end() for match in _PARAGRAPH_END.finditer(text)}
    edges = sorted(
        {0, len(text), *paragraph_starts, *(edge for _, (span, _) in placed for edge in span)}
    )
    over: list[tuple[Span, Annotation]] = []
    index = 0
    for start, end in pairwise(edges):
        over = [(span, annotation) for span, annotation in over if span.end > start]
        if start in paragraph_starts:
            yield "<i></i>"
        while index < len(placed) and placed[index][1][0].start == start:
            number = placed[index][0]
            yield f'<a id="p{number}" href="#l{number}" data-number="{number + 1}"></a>'
            over.append(placed[index][1])
            index += 1
        html = escape(text[start:end])
        yield f"{_mark_tag(over, themes)}{html}</mark>" if over else html


def _mark_tag(over: list[tuple[Span, Annotation]], themes: dict[str, dict[str, Any]]) -> str:
    shortest_first = [annotation for _, annotation in sorted(over, key=lambda pair: pair[0].length)]
    ids = dict.fromkeys(theme_id for annotation in shortest_first for theme_id in annotation.themes)
    shown = [themes[theme_id] for theme_id in ids]
    colours = [theme["colour"] for theme in shown] or [_GREY]
    lines = ",".join(f"0 {2 * n}px {colour}" for n, colour in enumerate(colours, 1))
    noted = ' class="noted"' if any(annotation.note for _, annotation in over) else ""
    title = escape(", ".join(theme["label"] for theme in shown) or "note")
    return f'<mark{noted} style="--c:{colours[0]};box-shadow:{lines}" title="{title}">'


def _colour(colour: str) -> str:
    return colour if _COLOUR.fullmatch(colour) else _GREY
