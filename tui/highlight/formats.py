"""A highlighted article as a document, through Pygments' own formatters."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator

from pygments.formatter import Formatter
from pygments.style import Style

from tui.errors import UnknownName
from tui.highlight.lexer import ArticleLexer
from tui.highlight.palettes import Palette
from tui.highlight.styles import style_for
from tui.highlight.tokens import TokenType
from tui.highlight.visible import visible
from tui.model import Reading

Tokens = Iterator[tuple[TokenType, str]]

_MEASURE = 80
_LINE = re.compile(rf"[^\n]{{1,{_MEASURE}}}(?:[ \n]|\Z)|\n|[^\n]{{{_MEASURE}}}")


def render(reading: Reading, to: str, palette: Palette) -> str:
    """The article in the format ``to``, highlighted in the colours of ``palette``.

    No character of the article that commands a terminal or reorders a line gets through; a
    visible mark stands in its place.

    Raises:
        UnknownName: if there is no such format; the message lists the known.
    """
    try:
        make = _FORMATTERS[to]
    except KeyError:
        raise UnknownName("format", to, _FORMATTERS) from None
    import pygments

    formatter = make(reading, style_for(palette.name, reading.codebook))
    tokens: Tokens = (
        (token, visible(words)) for token, words in ArticleLexer(reading).get_tokens()
    )
    if to == "svg":
        tokens = _broken(tokens, visible(reading.article.text))
    document = pygments.format(tokens, formatter)
    return document.decode() if isinstance(document, bytes) else document


def format_names() -> tuple[str, ...]:
    """What ``render`` can make, sorted."""
    return tuple(sorted(_FORMATTERS))


def _ansi(reading: Reading, style: type[Style]) -> Formatter[str]:
    from pygments.formatters.terminal256 import TerminalTrueColorFormatter

    return TerminalTrueColorFormatter(style=style)


def _html(reading: Reading, style: type[Style]) -> Formatter[bytes]:
    from pygments.formatters.html import HtmlFormatter

    return HtmlFormatter(
        style=style,
        full=True,
        encoding="utf-8",
        # Pygments puts the title into the page as it is.
        title=html.escape(visible(reading.article.title)),
        prestyles="white-space: pre-wrap; line-height: 1.5; max-width: 72ch; margin: 2em auto",
    )


def _latex(reading: Reading, style: type[Style]) -> Formatter[str]:
    from pygments.formatters.latex import LatexFormatter

    from tui.highlight.backgrounds import LATEX

    return LatexFormatter(
        style=style,
        full=True,
        preamble=LATEX,
        verboptions="breaklines=true,breaksymbolleft={}",
    )


def _rtf(reading: Reading, style: type[Style]) -> Formatter[str]:
    from tui.highlight.backgrounds import RtfShader

    return RtfShader(style=style)


def _svg(reading: Reading, style: type[Style]) -> Formatter[str]:
    from tui.highlight.backgrounds import SvgPainter

    return SvgPainter(style=style)


_FORMATTERS: dict[str, Callable[[Reading, type[Style]], Formatter[str] | Formatter[bytes]]] = {
    "ansi": _ansi,
    "html": _html,
    "latex": _latex,
    "rtf": _rtf,
    "svg": _svg,
}


def _broken(tokens: Tokens, text: str) -> Tokens:
    """The tokens with line breaks at most 80 characters apart: SVG knows no wrapping."""
    breaks = iter([match.end() for match in _LINE.finditer(text)])
    here, cut = 0, next(breaks, len(text) + 1)
    for token, words in tokens:
        pieces, low = [], 0
        while cut <= here + len(words):
            piece = words[low : cut - here]
            pieces.append(piece if piece.endswith("\n") else f"{piece.removesuffix(' ')}\n")
            low, cut = cut - here, next(breaks, len(text) + 1)
        here += len(words)
        yield token, "".join((*pieces, words[low:]))
