"""Articles with their passages as one page for a browser."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from html import escape
from itertools import pairwise
from typing import Any

from tui.exports.code_names import Codes
from tui.exports.exporter import Exporter
from tui.exports.losses import left_out
from tui.exports.passage_text import printed, visible, words_of
from tui.exports.templating import ready_made
from tui.model import Annotation, Notes, Reading, Span

_COLOUR = re.compile("#[0-9A-Fa-f]{6}")
_LINE_END = re.compile(r"(?<=[^\n])\n(?=[^\n])")
"""Between two paragraphs; where there is an empty line, there is room enough."""
_GREY = "#7f8c8d"


class Html(Exporter):
    """One file that loads nothing: highlighted texts, a list of passages, a search, fit to print.

    Where passages overlap the shortest gives the background, and every theme a line below. The
    page's own rules let it run its one script and nothing else.
    """

    name = "html"
    label = "HTML (one page to search and print)"
    suffix = ".html"

    def render(self, notes: Notes) -> bytes:
        """An article after the other, each with its passages below."""
        from jinja2 import Environment
        from markupsafe import Markup

        codes = Codes(notes)
        themes = {
            theme.id: {
                "number": number,
                "label": visible(theme.label),
                "colour": _colour(theme.colour),
                "description": visible(theme.description),
                "count": codes.used[theme.id],
            }
            for number, theme in enumerate(codes.themes)
        }
        script = ready_made("search.js").source
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        page = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
        articles: list[dict[str, Any]] = []
        number = 0
        for reading in notes.readings:
            articles.append(_article(reading, themes, number))
            articles[-1]["text"] = Markup(articles[-1]["text"])
            number += len(reading.annotations)
        text = page.from_string(ready_made("notes.html.j2").source).render(
            articles=articles,
            themes=list(themes.values()),
            script=Markup(script),
            script_hash=f"sha256-{digest}",
        )
        return (printed(text) + "\n").encode("utf-8", "replace")

    def losses(self, notes: Notes) -> list[str]:
        """What the page does not show."""
        return left_out(notes, "corrections", "hierarchy", "keys")


def _article(reading: Reading, themes: dict[str, dict[str, Any]], first: int) -> dict[str, Any]:
    article = reading.article
    facts = (article.byline, article.outlet, article.date, article.path)
    passages = []
    for number, anchored in enumerate(reading.annotations, first):
        annotation, span = anchored.annotation, anchored.span
        passages.append(
            {
                "number": number,
                "text": visible(words_of(reading, anchored)),
                "themes": [themes[theme] for theme in annotation.themes],
                "speaker": visible(reading.speaker(anchored) or ""),
                "paragraph": article.paragraph_number(span.start) if span else 0,
                "state": anchored.state,
                "coder": visible(annotation.coder),
                "created": visible(annotation.created),
                "changed": visible(annotation.changed),
                "note": visible(annotation.note),
            }
        )
    return {
        "title": visible(article.title or article.id),
        "facts": " · ".join(visible(fact) for fact in facts if fact),
        "text": "".join(_marked(reading, themes, first)),
        "passages": passages,
    }


def _marked(reading: Reading, themes: dict[str, dict[str, Any]], first: int) -> Iterator[str]:
    """The text in stretches, each in a mark of all passages over it."""
    text = visible(reading.article.text)
    placed = list(enumerate(reading.placed, first))
    gaps = {match.end() for match in _LINE_END.finditer(text)}
    edges = sorted({0, len(text), *gaps, *(edge for _, (span, _) in placed for edge in span)})
    over: list[tuple[Span, Annotation]] = []
    place = 0
    for start, end in pairwise(edges):
        over = [one for one in over if one[0].end > start]
        if start in gaps:
            yield "<i></i>"
        while place < len(placed) and placed[place][1][0].start == start:
            number = placed[place][0]
            yield f'<a id="p{number}" href="#l{number}" data-number="{number + 1}"></a>'
            over.append(placed[place][1])
            place += 1
        words = escape(text[start:end])
        yield f"{_mark(over, themes)}{words}</mark>" if over else words


def _mark(over: list[tuple[Span, Annotation]], themes: dict[str, dict[str, Any]]) -> str:
    ordered = sorted(over, key=lambda one: one[0].length)
    found = list({theme: themes[theme] for _, one in ordered for theme in one.themes}.values())
    colours = [theme["colour"] for theme in found] or [_GREY]
    lines = ",".join(f"0 {2 * n}px {colour}" for n, colour in enumerate(colours, 1))
    noted = ' class="noted"' if any(one.note for _, one in over) else ""
    told = escape(", ".join(theme["label"] for theme in found) or "note")
    return f'<mark{noted} style="--c:{colours[0]};box-shadow:{lines}" title="{told}">'


def _colour(colour: str) -> str:
    return colour if _COLOUR.fullmatch(colour) else _GREY
