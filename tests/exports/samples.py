"""Notes to export: some of a reader's, some of an attacker's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tui.exports.code_system import NO_THEME, CodeSystem
from tui.model import (
    DEFAULT_CODEBOOK,
    Analysis,
    Anchored,
    AnchorState,
    Annotation,
    Article,
    Codebook,
    Entity,
    Notes,
    Quote,
    Reading,
    Selector,
    Span,
    Theme,
)
from tui.sources.article_loading import article_from_bytes

TEXT = (
    "Port closes\n"
    "Rain fell on the port. “Trade will slow,” Ana Ruiz said.\n"
    "\n"
    "Nobody was hurt 🙂. The minister sent aid.\n"
)
ARTICLE = Article(
    "port", TEXT, "Port closes", "The Daily", "B. Line", "2026-01-02", "seeds/port.txt"
)
CODEBOOK = Codebook(
    (
        *DEFAULT_CODEBOOK,
        Theme("rail", "rail & road", "5", "#123456", "What moves.", "trade", ("rail", "road")),
    )
)


def span_of(words: str, text: str = TEXT) -> Span:
    """Where the words are."""
    start = text.index(words)
    return Span(start, start + len(words))


def anchored(
    number: int,
    words: str,
    *themes: str,
    article: Article = ARTICLE,
    note: str = "",
    coder: str = "ana",
    state: AnchorState = "exact",
) -> Anchored:
    """An annotation on the words, which are made up if it is an orphan."""
    if state == "orphan":
        span, selector = None, Selector(Span(3, 9), words, "before ", " after", "0" * 64)
    else:
        span = span_of(words, article.text)
        selector = Selector.describe(article, span)
    if state == "fuzzy":
        selector = selector._replace(exact=f"{words} once")
    day = f"2026-01-{number:02}T03:04:05Z"
    annotation = Annotation(f"{number:032x}", article.id, selector, themes, note, coder, day, day)
    return Anchored(annotation, span, state)


def analysis_of(article: Article) -> Analysis:
    """One quote and its speaker."""
    content = span_of("“Trade will slow,”", article.text)
    speaker = span_of("Ana Ruiz", article.text)
    return Analysis(
        article.sha256,
        "rules",
        (Entity(speaker, "PERSON", "Ana Ruiz"),),
        (Quote("direct", (content,), None, speaker, "Ana Ruiz"),),
    )


EMPTY = Notes(DEFAULT_CODEBOOK, ())

PLAIN = Notes(
    CODEBOOK,
    (
        Reading(
            ARTICLE,
            analysis_of(ARTICLE),
            CODEBOOK,
            (
                anchored(1, "Rain fell on the port.", note="Which port?\nAsk.\n\n- the harbour"),
                anchored(2, "“Trade will slow,”", "trade", "rail"),
                anchored(3, "said.\n\nNobody was hurt 🙂.", "aid", state="moved", coder="ben"),
                anchored(4, "The minister sent aid.", "aid", "lost theme", state="fuzzy"),
                anchored(5, "These words are gone.", "trade", state="orphan", note="why?"),
            ),
        ),
    ),
)

HOSTILE_TEXT = (
    "# Not a heading, [sic] <b>not bold</b> *a* _b_ `c` | d\n"
    "> no quote\n- no list\n1. no list\n---\n===\n    no code\n"
    '=HYPERLINK("http://x","click") @SUM(1) ~~a~~ $x$ &amp; \\ %%gone%% ==lit== #tag\n'
    "“Trade will slow,” Ana Ruiz said.\n"
)
HOSTILE_TITLE = "=cmd|' /C calc'!A0 <script>alert(1)</script>\x1b]52;c;AAAA\x07 \u202egnp.exe\u2066"
HOSTILE = Article('-evil,"id"', HOSTILE_TEXT, HOSTILE_TITLE, "@out\nlet", path="+x\ty\r\udcff")

NASTY = Notes(
    CODEBOOK,
    (
        Reading(
            HOSTILE,
            analysis_of(HOSTILE),
            CODEBOOK,
            (
                anchored(1, HOSTILE_TEXT[:-1], "# h", "trade", article=HOSTILE),
                anchored(2, "> no quote", article=HOSTILE, note="\x1b[31m\tred\r\n```\n<!-- a\x9b"),
                anchored(3, '=HYPERLINK("http://x","click")', "aid", article=HOSTILE),
                anchored(4, "\u202e=1+1|\n\n", "=t", article=HOSTILE, state="orphan"),
            ),
        ),
    ),
)

WIDE_TEXT = (
    "Grenze geschlossen 🇺🇸\n\n"
    "“Wir verhandeln nicht 🙂,” Léa Martin said. 外務省は「協議中」と述べた。\n"
    "Cafe\u0301 owners 👩‍👩‍👧 pay tariffs; a\u0308rger grows\u2009… 𝔘 ends.\n"
)
WIDE_CODEBOOK = Codebook(
    (
        Theme("migration", "Migration/flight", "1", "#7a4cc2", "Who moves.\nAnd why."),
        Theme("asylum", 'asylum | "claims"', "2", "#9b59b6", parent="migration"),
        Theme("trade", "trade", "3", "#2980b9", cues=("tariff",)),
        Theme("steel", "trade", "", "#2980b9", "<b>Steel</b> & co.", parent="trade"),
    )
)
WIDE_ARTICLE = replace(
    article_from_bytes(
        b"\xef\xbb\xbf" + WIDE_TEXT.replace("\n", "\r\n").encode(), "seeds/wide/€ 1.txt"
    ),
    id="wide/€ 1",
    title="Grenze “zu”",
    date="2026-01-03",
)
_WIDE = (
    anchored(11, "“Wir verhandeln nicht 🙂,” Léa Martin said", "asylum", article=WIDE_ARTICLE),
    anchored(
        12, "verhandeln nicht 🙂", "migration", "steel", article=WIDE_ARTICLE, note="a\n\nb\t🙂 = |"
    ),
    anchored(13, "verhandeln nicht 🙂", "asylum", article=WIDE_ARTICLE, coder="b. o'n/e"),
    anchored(14, "外務省は「協議中」", "trade", article=WIDE_ARTICLE, note="外"),
    anchored(15, "「協議中」と述べた。\nCafe\u0301 owners 👩‍👩‍👧", "trade", article=WIDE_ARTICLE),
    anchored(16, "a\u0308rger grows\u2009… 𝔘", "steel", "asylum", article=WIDE_ARTICLE),
    anchored(17, "Verschwunden 🙂", "trade", article=WIDE_ARTICLE, state="orphan"),
)
WIDE = Notes(
    WIDE_CODEBOOK,
    (
        Reading(
            Article("gone", "", "Gone"),
            Analysis(""),
            WIDE_CODEBOOK,
            (anchored(18, "Nothing left", article=Article("gone", "", ""), state="orphan"),),
        ),
        Reading(WIDE_ARTICLE, Analysis(WIDE_ARTICLE.sha256), WIDE_CODEBOOK, _WIDE),
    ),
)
"""Emoji, CJK, combining marks, CRLF and BOM, overlaps, two coders on one span, odd names."""

WIDE_PLACED = len(WIDE.readings[1].placed)


def many(count: int) -> Notes:
    """One article with that many passages, some of them overlapping, half of them with a note."""
    text = "\n".join(f"Line {number} says 🙂 something new." for number in range(count))
    article = Article("many", text, "Many")
    selectors = []
    start = 0
    for line in text.split("\n"):
        selectors.append(Selector.describe(article, Span(start, start + len(line) - 2)))
        start += len(line) + 1
    annotations = (
        Anchored(
            Annotation(f"{i:032x}", "many", one, ("trade",), "why?" * (i % 2), "ana"),
            one.span,
            "exact",
        )
        for i, one in enumerate(selectors)
    )
    reading = Reading(article, Analysis(article.sha256), CODEBOOK, tuple(annotations))
    return Notes(CODEBOOK, (reading,))


every_sample = pytest.mark.parametrize(
    "notes", [PLAIN, NASTY, WIDE], ids=["plain", "hostile", "wide"]
)


def passages_of(notes: Notes, without: str | None = NO_THEME) -> list[tuple[str, str]]:
    """The text and the name of every placed passage and theme; ``without`` if it has no theme.

    ``None`` for ``without`` leaves out passages that have no theme.
    """
    names = CodeSystem(notes).names
    return [
        (span.of(reading.article.text), name)
        for reading in notes.readings
        for span, annotation in reading.placed
        for name in [names[theme] for theme in annotation.themes] or [without]
        if name is not None
    ]
