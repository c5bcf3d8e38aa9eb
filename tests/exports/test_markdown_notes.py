from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.exports.samples import ARTICLE, CODEBOOK, NASTY, PLAIN, anchored
from tui.errors import UsageError
from tui.exports.json_notes import JsonNotes
from tui.exports.markdown_notes import Markdown
from tui.exports.markdown_text import block_quote, inline, markdown_paragraphs
from tui.exports.passages import ORPHANS_HEADING, UNGROUPED_HEADINGS
from tui.exports.safe_text import terminal_safe
from tui.model import Analysis, Article, Codebook, Notes, Reading, Theme

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
SIGNS = st.text(st.sampled_from("#>-+*=_`~[]()<>!|&;:.\\ \n1a\"'{}%$^@/\t\r\x1b–"), max_size=40)


def page(notes: Notes) -> str:
    return Markdown().render(notes).decode()


def shown(markdown: str) -> list[str]:
    """The text of each block as a reader of the rendered page sees it."""
    blocks = []
    for token in READER.parse(markdown):
        if token.type == "inline":
            pieces = [
                "\n" if child.type in ("softbreak", "hardbreak") else child.content
                for child in token.children or ()
            ]
            blocks.append("".join(pieces))
    return blocks


def kinds(markdown: str) -> set[str]:
    tokens = READER.parse(markdown)
    inner = [child for token in tokens for child in token.children or ()]
    return {token.type for token in (*tokens, *inner)}


def lines_of(text: str) -> list[str]:
    return [line for line in map(str.strip, terminal_safe(text).split("\n")) if line]


@pytest.mark.parametrize("text", [reading.article.text for reading in NASTY.readings])
def test_hostile_words_come_out_as_they_are(text: str) -> None:
    assert shown(block_quote(text)) == lines_of(text)


@given(SIGNS)
def test_a_block_quote_shows_exactly_its_words(text: str) -> None:
    quote = block_quote(text)
    assert shown(quote) == lines_of(text)
    assert kinds(quote) <= {
        "blockquote_open", "blockquote_close", "paragraph_open", "paragraph_close", "inline",
        "text", "text_special",
    }  # fmt: skip


@given(SIGNS)
def test_a_note_shows_its_lines(text: str) -> None:
    note = "**Note:** " + markdown_paragraphs(text)
    assert "\n".join(shown(note)).removeprefix("Note:").split() == terminal_safe(text).split()
    assert kinds(note) <= {
        "paragraph_open", "paragraph_close", "inline", "text", "text_special", "strong_open",
        "strong_close", "hardbreak",
    }  # fmt: skip


@given(SIGNS)
def test_a_label_fits_into_a_table(text: str) -> None:
    label = inline(text)
    table = f"| a | b |\n| - | - |\n| {label} | x |"
    assert shown(table) == ["a", "b", " ".join(terminal_safe(text).split()), "x"]


def test_themes_come_in_codebook_order() -> None:
    headings = [line for line in page(PLAIN).splitlines() if line.startswith("## ")]
    assert headings == [
        "## trade",
        "## aid",
        "## trade › rail & road",
        "## lost theme",
        f"## {UNGROUPED_HEADINGS['theme']}",
        f"## {ORPHANS_HEADING}",
        "## Articles",
    ]


def test_speaker_article_paragraph_and_state_are_told() -> None:
    text = page(PLAIN)
    assert "> “Trade will slow,”\n\n— **Ana Ruiz**, in Port closes (port), paragraph 2" in text
    assert "paragraph 2 · moved · by ben" in text
    assert "fuzzy, first read as “The minister sent aid. once”" in text


def test_an_orphan_is_shown_once_with_its_old_words() -> None:
    text = page(PLAIN)
    before, _, after = text.partition(f"## {ORPHANS_HEADING}")
    assert "These words are gone" not in before
    assert "> These words are gone.\n\n— Port closes (port) · trade · orphan · by ana" in after


def test_the_head_counts_passages_articles_and_what_is_gone() -> None:
    rows = [line for line in page(PLAIN).splitlines() if line.startswith("| ")]
    assert rows[2:5] == [
        "| trade | 2 | 1 | 1 |",
        "| asylum | 0 | 0 | 0 |",
        "| fentanyl | 0 | 0 | 0 |",
    ]


def test_the_coder_is_named_only_among_several() -> None:
    reading = replace(PLAIN.readings[0], annotations=PLAIN.readings[0].annotations[:2])
    assert "by ana" not in page(PLAIN._replace(readings=(reading,)))


def test_parents_that_go_in_circles_end() -> None:
    circle = Codebook((Theme("a", "A", parent="b"), Theme("b", "B", parent="a")))
    article = Article("x", "words", "words")
    reading = Reading(
        article, Analysis(article.sha256), circle, (anchored(1, "words", "a", article=article),)
    )
    assert "## B › A" in page(Notes(circle, (reading,)))


def test_nothing_yet_is_said() -> None:
    assert page(Notes(CODEBOOK, ())) == "# Notes\n\nThere are no notes yet.\n"
    assert "no notes yet" in page(
        Notes(CODEBOOK, (Reading(ARTICLE, Analysis(ARTICLE.sha256), CODEBOOK),))
    )


def headings(group: str) -> list[str]:
    text = Markdown().with_choices(group=group).render(PLAIN).decode()
    return [line for line in text.splitlines() if line.startswith("## ")]


def test_passages_can_be_gathered_by_article_or_by_speaker() -> None:
    assert headings("article") == ["## Port closes", f"## {ORPHANS_HEADING}", "## Articles"]
    assert headings("speaker") == [
        "## Ana Ruiz",
        f"## {UNGROUPED_HEADINGS['speaker']}", f"## {ORPHANS_HEADING}", "## Articles",
    ]  # fmt: skip


def test_a_format_refuses_a_choice_that_it_does_not_have() -> None:
    with pytest.raises(UsageError, match="“json” takes no --group"):
        JsonNotes().with_choices(group="article")
