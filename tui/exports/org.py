"""Notes as an outline for Org mode."""

from __future__ import annotations

import re

from tui.exports.code_names import Codes
from tui.exports.exporter import Exporter
from tui.exports.grouping import ORPHANS, Passage, Section, orphans_of, passages_of, sections
from tui.exports.losses import left_out
from tui.exports.passage_text import visible, words_of
from tui.model import Notes

_SHY = "\u200b"
"""A zero-width space: what Org's manual recommends to keep a sign from acting."""
_SIGNS = re.compile(
    r"(?<![^\s\-({'\"])[*/_=+~]+(?=\S)"  # emphasis begins after these only
    r"|<(?=[<\d%])|\[(?=[\[\d\- X%/]|fn:|cite)|\{(?=\{)|@(?=@)|\\(?=[A-Za-z(\[])|(?:src|call)(?=_)"
)
_FORMULA = re.compile(r"\$(?=\$|[^\s,.;$](?:[^$]*[^\s,.$])?\$(?:\W|$))")
_DOLLAR = r"\dollar{}"
"""What Org shows as a dollar sign; a zero-width space does not keep one from acting."""
_OPENING = re.compile(r"^(?:[*#|:+-]|\d+[.)]|[A-Za-z][.)]\s|CLOCK:|SCHEDULED:|DEADLINE:|CLOSED:)")
_NO_TAG = re.compile(r"[^\w@#%]")


class Org(Exporter):
    """A heading for each theme, article or speaker, below it an entry for each passage."""

    name = "org"
    label = "Org mode"
    suffix = ".org"
    choices = ("group",)

    def render(self, notes: Notes) -> bytes:
        """The passages as quotes with properties; orphans last, with their old words."""
        codes = Codes(notes)
        lines = ["#+TITLE: Notes", "#+OPTIONS: ^:nil"]
        orphans = tuple(orphans_of(notes))
        found = [
            section._replace(passages=section.placed)
            for section in sections(notes, self.group)
            if section.placed
        ]
        for section in found + ([Section("", (ORPHANS,), "", orphans)] if orphans else []):
            lines += ["", f"* {_line(section.name)}", *_lines(section.description)]
            for passage in section.passages:
                lines += _entry(passage, codes)
        return ("\n".join(lines) + "\n").encode("utf-8", "replace")

    def losses(self, notes: Notes) -> list[str]:
        """What the outline does not show."""
        told = left_out(notes, "corrections", "colours", "keys", "sources")
        shown = (words_of(*passage) for passage in passages_of(notes))
        lines = [line.strip() for words in shown for line in visible(words).split("\n")]
        if count := sum(_escaped(line) != line for line in lines):
            told.append(f"Lines get invisible spaces, lest Org act on their signs: {count:,}.")
        return told


def _entry(passage: Passage, codes: Codes) -> list[str]:
    reading, anchored = passage
    annotation, span = anchored.annotation, anchored.span
    tags = [_NO_TAG.sub("_", visible(codes.label(theme))) for theme in annotation.themes]
    words = _line(words_of(reading, anchored))
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
        f"** {_shortened(words)}" + (f" :{':'.join(tags)}:" if tags else ""),
        ":PROPERTIES:",
        *(
            f":{name}: {' '.join(visible(said).split())}"
            for name, said in properties.items()
            if said
        ),
        ":END:",
        "#+begin_quote",
        *_lines(words_of(reading, anchored)),
        "#+end_quote",
        *_lines(annotation.note),
    ]


def _shortened(words: str, longest: int = 70) -> str:
    return words if len(words) <= longest else words[:longest].rsplit(" ", 1)[0] + " …"


def _line(text: str) -> str:
    return _escaped(" ".join(visible(text).split()))


def _lines(text: str) -> list[str]:
    return (
        [_escaped(line.strip()) for line in visible(text).strip("\n").split("\n")] if text else []
    )


def _escaped(line: str) -> str:
    line = _FORMULA.sub(lambda match: _DOLLAR, _SIGNS.sub(_shielded, line))
    return _SHY + line if _OPENING.match(line) else line


def _shielded(match: re.Match[str]) -> str:
    # Org takes the space for white space, which no emphasis begins with; pandoc takes it for a
    # letter, after which no emphasis begins.
    signs = [match[0]] if match[0].isalpha() else match[0]
    return f"{_SHY}{_SHY.join(signs)}{_SHY}"
