"""The outline: nothing in an article or a note is markup, and every passage is an entry."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from tests.exports.samples import HOSTILE_TEXT, NASTY, PLAIN, WIDE
from tui.exports.org import Org, _escaped


def outline(notes: object) -> list[str]:
    return Org().render(notes).decode().splitlines()  # type: ignore[arg-type]


def test_an_entry_for_each_passage_under_each_theme() -> None:
    headings = [line for line in outline(PLAIN) if re.match(r"\*+ ", line)]
    assert headings[:4] == [
        "* trade",
        "** “Trade will slow,” :trade:rail___road:",
        "* aid",
        "** said. Nobody was hurt 🙂. :aid:",
    ]


def test_the_words_are_a_quote_and_what_is_known_are_properties() -> None:
    lines = outline(PLAIN)
    place = lines.index("** “Trade will slow,” :trade:rail___road:")
    assert lines[place + 1 : place + 13] == [
        ":PROPERTIES:",
        f":PASSAGE: {2:032x}",
        ":ARTICLE: Port closes",
        ":PARAGRAPH: 2",
        ":SPEAKER: Ana Ruiz",
        ":CODER: ana",
        ":ANCHOR: exact",
        ":CREATED: 2026-01-02T03:04:05Z",
        ":CHANGED: 2026-01-02T03:04:05Z",
        ":END:",
        "#+begin_quote",
        "“Trade will slow,”",
    ]


def test_hostile_lines_are_neither_headings_nor_blocks() -> None:
    lines = outline(NASTY)
    first = lines.index("#+begin_quote") + 1
    quote = lines[first : lines.index("#+end_quote")]
    assert "\n".join(quote).replace("\u200b", "").replace(r"\dollar{}", "$") == "\n".join(
        line.strip() for line in HOSTILE_TEXT[:-1].split("\n")
    )
    assert not [line for line in quote if re.match(r"[*#|:+-]|\d+[.)]", line)]


def test_sections_can_be_speakers() -> None:
    actual = Org().with_choices(group="speaker").render(PLAIN).decode()
    assert "\n* Ana Ruiz\n** “Trade will slow,”" in actual


def test_orphans_come_last() -> None:
    actual = Org().render(WIDE).decode()
    assert actual.index("* Passages whose words are gone") > actual.index("* trade › trade")


def test_a_dollar_is_a_word_of_org_s_where_it_would_begin_a_formula() -> None:
    assert _escaped("US$110 billion and $5, not more") == "US$110 billion and $5, not more"
    assert _escaped("so $x$ is") == r"so \dollar{}x$ is"
    assert _escaped("$$") == r"\dollar{}$"


@given(st.text(st.sampled_from("*/_=+~[]<>{}\\$#|:-1.) aB@\"'"), max_size=30))
def test_escaping_adds_nothing_but_spaces_without_width(line: str) -> None:
    bare = _escaped(line).replace("\u200b", "").replace(r"\dollar{}", "$")
    assert bare == line


@given(st.text(st.sampled_from("*/_=+~ aB-('\""), max_size=30))
def test_white_space_stands_inside_of_every_sign_that_could_begin_emphasis(line: str) -> None:
    # As Emacs has it: before it white space or one of -('"{, behind it none.
    assert not re.search(r"(?:^|[\s\u200b\-({'\"])[*/_=+~](?=[^\s\u200b])", _escaped(line))
