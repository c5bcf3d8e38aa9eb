"""Org mode: notes as an outline."""

from __future__ import annotations

import re

from tui.exports.code_system import CodeSystem
from tui.exports.exporter import Exporter
from tui.exports.losses import count_sentences, loss_sentences
from tui.exports.passages import Passage, all_passages, passage_text, placed_sections
from tui.exports.safe_text import terminal_safe
from tui.model import Notes

_ZERO_WIDTH_SPACE = "\u200b"
"""What Org's manual recommends to keep a character from being markup."""
_MARKUP = re.compile(
    r"(?<![^\s\-({'\"])[*/_=+~]+(?=\S)"  # emphasis begins after these only
    r"|<(?=[<\d%])|\[(?=[\[\d\- X%/]|fn:|cite)|\{(?=\{)|@(?=@)|\\(?=[A-Za-z(\[])|(?:src|call)(?=_)"
)
_FORMULA = re.compile(r"\$(?=\$|[^\s,.;$](?:[^$]*[^\s,.$])?\$(?:\W|$))")
_DOLLAR = r"\dollar{}"
"""The entity that Org shows as a dollar sign, which a zero-width space does not escape."""
_LINE_MARKUP = re.compile(
    r"^(?:[*#|:+-]|\d+[.)]|[A-Za-z][.)]\s|CLOCK:|SCHEDULED:|DEADLINE:|CLOSED:)"
)
_NOT_IN_TAGS = re.compile(r"[^\w@#%]")


class Org(Exporter):
    """An outline in Org syntax (Org 9): a heading for each section, an entry for each passage."""

    name = "org"
    label = "Org mode"
    suffix = ".org"
    choices = ("group",)

    def render(self, notes: Notes) -> bytes:
        """The passages as quotes with properties, orphans last."""
        codes = CodeSystem(notes)
        lines = ["#+TITLE: Notes", "#+OPTIONS: ^:nil"]
        for section in placed_sections(notes, self.group):
            lines += ["", f"* {_line(section.name)}", *_lines(section.description)]
            for passage in section.passages:
                lines += _entry(passage, codes)
        return ("\n".join(lines) + "\n").encode("utf-8", "replace")

    def losses(self, notes: Notes) -> list[str]:
        """What the outline does not show."""
        losses = loss_sentences(notes, "corrections", "colours", "keys", "sources")
        texts = (passage_text(*passage) for passage in all_passages(notes))
        lines = [line.strip() for text in texts for line in terminal_safe(text).split("\n")]
        escaped = sum(_escaped(line) != line for line in lines)
        return losses + count_sentences(
            {"Lines get invisible spaces, lest Org act on their signs": escaped}
        )


def _entry(passage: Passage, codes: CodeSystem) -> list[str]:
    reading, anchored = passage
    annotation, span = anchored.annotation, anchored.span
    tags = [_NOT_IN_TAGS.sub("_", terminal_safe(codes.label(theme))) for theme in annotation.themes]
    headline = _shortened(_line(passage_text(reading, anchored)))
    properties = {
        "PASSAGE": annotation.id,
        "ARTICLE": reading.article.title or reading.article.id,
        "PARAGRAPH": str(reading.article.paragraph_number(span.start)) if span else "",
        "SPEAKER": reading.speaker(anchored) or "",
        "CODER": annotation.coder,
        "ANCHOR": anchored.state,
        "CREATED": annotation.created,
        "CHANGED": annotation.changed,
    }
    return [
        f"** {headline}" + (f" :{':'.join(tags)}:" if tags else ""),
        ":PROPERTIES:",
        *(
            f":{name}: {' '.join(terminal_safe(value).split())}"
            for name, value in properties.items()
            if value
        ),
        ":END:",
        "#+begin_quote",
        *_lines(passage_text(reading, anchored)),
        "#+end_quote",
        *_lines(annotation.note),
    ]


def _shortened(text: str, longest: int = 70) -> str:
    return text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0] + " …"


def _line(text: str) -> str:
    return _escaped(" ".join(terminal_safe(text).split()))


def _lines(text: str) -> list[str]:
    return (
        [_escaped(line.strip()) for line in terminal_safe(text).strip("\n").split("\n")]
        if text
        else []
    )


def _escaped(line: str) -> str:
    line = _FORMULA.sub(lambda match: _DOLLAR, _MARKUP.sub(_with_spaces, line))
    return _ZERO_WIDTH_SPACE + line if _LINE_MARKUP.match(line) else line


def _with_spaces(match: re.Match[str]) -> str:
    # To Org the space is white space, with which no emphasis begins; to pandoc it is a letter,
    # after which no emphasis begins.
    signs = [match[0]] if match[0].isalpha() else match[0]
    return f"{_ZERO_WIDTH_SPACE}{_ZERO_WIDTH_SPACE.join(signs)}{_ZERO_WIDTH_SPACE}"
