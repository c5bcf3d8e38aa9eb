"""A highlighted article as a document, through Pygments' own formatters."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator
from html import escape
from io import StringIO
from typing import Any
from unicodedata import category, east_asian_width

from pygments.formatter import Formatter
from pygments.formatters.rtf import RtfFormatter
from pygments.formatters.svg import SvgFormatter
from pygments.style import Style

from tui.errors import UnknownName
from tui.highlight.lexer import ArticleLexer
from tui.highlight.palettes import Palette
from tui.highlight.styles import style_for
from tui.highlight.token_types import TokenType
from tui.hostile_characters import visible
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

    from tui.highlight.formats import LATEX

    return LatexFormatter(
        style=style,
        full=True,
        preamble=LATEX,
        verboptions="breaklines=true,breaksymbolleft={}",
    )


def _rtf(reading: Reading, style: type[Style]) -> Formatter[str]:
    from tui.highlight.formats import RtfShader

    return RtfShader(style=style)


def _svg(reading: Reading, style: type[Style]) -> Formatter[str]:
    from tui.highlight.formats import SvgPainter

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


LATEX = r"""
\usepackage{fvextra,iftex}
\makeatletter
\ifluatex % the letters that Latin Modern lacks, from the fonts that are there
  \usepackage{fontspec}
  \def\PQ@fonts{}
  \def\PQ@font#1#2{\IfFontExistsTF{#1}{\edef\PQ@fonts{\PQ@fonts"#1:mode=#2;",}}{}}
  \PQ@font{Noto Sans Mono CJK SC}{node}
  \PQ@font{Noto Color Emoji}{harf}
  \PQ@font{DejaVu Sans}{node}
  \directlua{luaotfload.add_fallback("pullquote", {\PQ@fonts})}
  \IfFontExistsTF{DejaVu Sans Mono}
    {\setmonofont{DejaVu Sans Mono}[Scale=0.85,RawFeature={fallback=pullquote}]}{}
\fi
\begingroup\catcode`\ =\active%
\gdef\PQ@words#1 #2\PQ@end{\PQ@word{#1}\ifx\relax#2\relax\else\PQ@gap{ }\PQ@words#2\PQ@end\fi}%
\gdef\PQ@start#1{\PQ@words#1 \PQ@end}%
\endgroup
\def\PQ@gap#1{\ifx\PY@bc\relax\ifx\PY@ul\relax#1\else\leaders\PQ@line\PQ@skip\fi\else
  {\def\colorbox[##1]##2##3{\color[##1]{##2}%
    \leaders\vrule height\ht\strutbox depth\dp\strutbox\PQ@skip}\PY@bc{}}\fi}
\def\PQ@skip{\hskip\fontdimen2\font}
\def\PQ@line{\hrule height-1.2pt depth1.6pt}
\def\PQ@underline#1{\setbox0\hbox{#1}\rlap{\hbox to\wd0{\leaders\PQ@line\hfill}}\box0}
\AtBeginDocument{\let\PQ@do\PY@do \let\PY@do\PQ@start}
\def\PQ@word{\ifx\PY@ul\underline\let\PY@ul\PQ@underline\fi\PQ@do}
\makeatother
"""
"""A preamble that lets Pygments' coloured boxes end at every space, so that lines can break."""

_BACKGROUND = re.compile(r"\{\\cb(\d+)")


class RtfShader(RtfFormatter[str]):
    """Rich text with backgrounds also in the words that Word and LibreOffice obey."""

    def format_unencoded(self, tokensource: Iterable[tuple[TokenType, str]], outfile: Any) -> None:
        """Write the document."""
        document = StringIO()
        super().format_unencoded(tokensource, document)
        outfile.write(_BACKGROUND.sub(r"{\\chshdng0\\chcbpat\1\\cb\1", document.getvalue()))


class SvgPainter(SvgFormatter[str]):
    """A picture on a grid of cells, as large as its text, with backgrounds and underlines.

    Every piece has its place and its length, so what lies behind it fits in every font.
    """

    _CELL, _STEP, _ASCENT, _MARGIN = 8.4, 19, 14, 16

    def format_unencoded(self, tokensource: Iterable[tuple[TokenType, str]], outfile: Any) -> None:
        """Write the picture."""
        behind: list[str] = []
        lines: list[list[str]] = [[]]
        column = widest = 0
        for kind, words in tokensource:
            for number, piece in enumerate(words.split("\n")):
                if number:
                    lines.append([])
                    column = 0
                if piece:
                    cells = sum(map(_cells, piece))
                    place = self._MARGIN + (len(lines) - 1) * self._STEP
                    behind.append(self._behind(kind, column, place, cells))
                    lines[-1].append(self._piece(kind, column, cells, piece))
                    column += cells
                    widest = max(widest, column)
        width = round(widest * self._CELL) + 2 * self._MARGIN
        height = len(lines) * self._STEP + 2 * self._MARGIN
        outfile.write(
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
            f'viewBox="0 0 {width} {height}">\n'
            f'<rect width="100%" height="100%" fill="{self.style.background_color}"/>\n'
            f"{''.join(behind)}"
            '<g font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="14px">\n'
        )
        for number, pieces in enumerate(lines):
            baseline = self._MARGIN + number * self._STEP + self._ASCENT
            outfile.write(f'<text y="{baseline}" xml:space="preserve">{"".join(pieces)}</text>\n')
        outfile.write("</g></svg>\n")

    def _behind(self, kind: TokenType, column: int, top: int, cells: int) -> str:
        colour = self.style.style_for_token(kind)["bgcolor"]
        if not colour:
            return ""
        x, width = self._MARGIN + column * self._CELL, cells * self._CELL
        return (
            f'<rect x="{x:.1f}" y="{top}" width="{width:.1f}" height="{self._STEP}" '
            f'fill="#{colour}"/>\n'
        )

    def _piece(self, kind: TokenType, column: int, cells: int, words: str) -> str:
        look = self.style.style_for_token(kind)
        x, length = self._MARGIN + column * self._CELL, cells * self._CELL
        told = f'x="{x:.1f}"' + (f' textLength="{length:.1f}"' if cells else "")
        told += f' fill="#{look["color"]}"' if look["color"] else ""
        told += ' font-weight="bold"' if look["bold"] else ""
        told += ' font-style="italic"' if look["italic"] else ""
        told += ' text-decoration="underline"' if look["underline"] else ""
        return f"<tspan {told}>{escape(words, quote=False).replace(' ', '&#160;')}</tspan>"


def _cells(letter: str) -> int:
    if letter.isascii():
        return 1
    if category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(letter) in ("W", "F") else 1
