"""A highlighted article as a document: ANSI, HTML, LaTeX, RTF and SVG, by Pygments' formatters.

Two formatters extend Pygments' own: `RtfBackgroundFormatter` and `SvgGridFormatter`.
"""

from __future__ import annotations

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

_LINE_LENGTH = 80
"""Most code points of a line in SVG."""
_LINE = re.compile(rf"[^\n]{{1,{_LINE_LENGTH}}}(?:[ \n]|\Z)|\n|[^\n]{{{_LINE_LENGTH}}}")
_RTF_BACKGROUND = re.compile(r"\{\\cb(\d+)")
_LATEX_PREAMBLE = r"""
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
"""Ends Pygments' coloured boxes at every space, so that lines can break."""


def render(reading: Reading, to: str, palette: Palette) -> str:
    """The article in the format ``to``, highlighted in the colours of ``palette``.

    Characters of the article that command a terminal or reorder a line are replaced by visible
    marks.

    Raises:
        UnknownName: if there is no such format; the message lists the known.
    """
    try:
        make_formatter = _FORMATTERS[to]
    except KeyError:
        raise UnknownName("format", to, _FORMATTERS) from None
    import pygments

    formatter = make_formatter(reading, style_for(palette.name, reading.codebook))
    tokens: Tokens = ((token, visible(text)) for token, text in ArticleLexer(reading).get_tokens())
    if to == "svg":
        tokens = _wrapped(tokens, visible(reading.article.text))
    document = pygments.format(tokens, formatter)
    return document.decode() if isinstance(document, bytes) else document


def format_names() -> tuple[str, ...]:
    """The formats that ``render`` knows, sorted."""
    return tuple(sorted(_FORMATTERS))


class RtfBackgroundFormatter(RtfFormatter[str]):
    """RTF with the character shading that Word and LibreOffice show as background."""

    def format_unencoded(self, tokensource: Iterable[tuple[TokenType, str]], outfile: Any) -> None:
        """Write the tokens to ``outfile`` as an RTF document."""
        document = StringIO()
        super().format_unencoded(tokensource, document)
        outfile.write(_RTF_BACKGROUND.sub(r"{\\chshdng0\\chcbpat\1\\cb\1", document.getvalue()))


class SvgGridFormatter(SvgFormatter[str]):
    """SVG on a grid of cells, as large as its text, with backgrounds and underlines.

    Every token has an offset and a length, so that its background fits with every font.
    """

    _CELL_WIDTH, _LINE_HEIGHT, _ASCENT, _MARGIN = 8.4, 19, 14, 16
    """Pixels."""

    def format_unencoded(self, tokensource: Iterable[tuple[TokenType, str]], outfile: Any) -> None:
        """Write the tokens to ``outfile`` as an SVG document."""
        backgrounds: list[str] = []
        lines: list[list[str]] = [[]]
        column = widest = 0
        for token, text in tokensource:
            for index, part in enumerate(text.split("\n")):
                if index:
                    lines.append([])
                    column = 0
                if part:
                    cells = sum(map(_cells, part))
                    top = self._MARGIN + (len(lines) - 1) * self._LINE_HEIGHT
                    backgrounds.append(self._background(token, column, top, cells))
                    lines[-1].append(self._tspan(token, column, cells, part))
                    column += cells
                    widest = max(widest, column)
        width = round(widest * self._CELL_WIDTH) + 2 * self._MARGIN
        height = len(lines) * self._LINE_HEIGHT + 2 * self._MARGIN
        outfile.write(
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
            f'viewBox="0 0 {width} {height}">\n'
            f'<rect width="100%" height="100%" fill="{self.style.background_color}"/>\n'
            f"{''.join(backgrounds)}"
            '<g font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="14px">\n'
        )
        for index, parts in enumerate(lines):
            baseline = self._MARGIN + index * self._LINE_HEIGHT + self._ASCENT
            outfile.write(f'<text y="{baseline}" xml:space="preserve">{"".join(parts)}</text>\n')
        outfile.write("</g></svg>\n")

    def _background(self, token: TokenType, column: int, top: int, cells: int) -> str:
        colour = self.style.style_for_token(token)["bgcolor"]
        if not colour:
            return ""
        x, width = self._MARGIN + column * self._CELL_WIDTH, cells * self._CELL_WIDTH
        return (
            f'<rect x="{x:.1f}" y="{top}" width="{width:.1f}" height="{self._LINE_HEIGHT}" '
            f'fill="#{colour}"/>\n'
        )

    def _tspan(self, token: TokenType, column: int, cells: int, text: str) -> str:
        style = self.style.style_for_token(token)
        x, length = self._MARGIN + column * self._CELL_WIDTH, cells * self._CELL_WIDTH
        attributes = f'x="{x:.1f}"' + (f' textLength="{length:.1f}"' if cells else "")
        attributes += f' fill="#{style["color"]}"' if style["color"] else ""
        attributes += ' font-weight="bold"' if style["bold"] else ""
        attributes += ' font-style="italic"' if style["italic"] else ""
        attributes += ' text-decoration="underline"' if style["underline"] else ""
        return f"<tspan {attributes}>{escape(text, quote=False).replace(' ', '&#160;')}</tspan>"


def _ansi(reading: Reading, style: type[Style]) -> Formatter[str]:
    from pygments.formatters.terminal256 import TerminalTrueColorFormatter

    return TerminalTrueColorFormatter(style=style)


def _html(reading: Reading, style: type[Style]) -> Formatter[bytes]:
    from pygments.formatters.html import HtmlFormatter

    return HtmlFormatter(
        style=style,
        full=True,
        encoding="utf-8",
        # Pygments does not escape the title.
        title=escape(visible(reading.article.title)),
        prestyles="white-space: pre-wrap; line-height: 1.5; max-width: 72ch; margin: 2em auto",
    )


def _latex(reading: Reading, style: type[Style]) -> Formatter[str]:
    from pygments.formatters.latex import LatexFormatter

    return LatexFormatter(
        style=style,
        full=True,
        preamble=_LATEX_PREAMBLE,
        verboptions="breaklines=true,breaksymbolleft={}",
    )


def _rtf(reading: Reading, style: type[Style]) -> Formatter[str]:
    return RtfBackgroundFormatter(style=style)


def _svg(reading: Reading, style: type[Style]) -> Formatter[str]:
    return SvgGridFormatter(style=style)


_FORMATTERS: dict[str, Callable[[Reading, type[Style]], Formatter[str] | Formatter[bytes]]] = {
    "ansi": _ansi,
    "html": _html,
    "latex": _latex,
    "rtf": _rtf,
    "svg": _svg,
}


def _wrapped(tokens: Tokens, text: str) -> Tokens:
    """The tokens with line ends at most `_LINE_LENGTH` apart: SVG does not wrap text."""
    line_ends = iter([match.end() for match in _LINE.finditer(text)])
    offset, line_end = 0, next(line_ends, len(text) + 1)
    for token, value in tokens:
        parts, low = [], 0
        while line_end <= offset + len(value):
            part = value[low : line_end - offset]
            parts.append(part if part.endswith("\n") else f"{part.removesuffix(' ')}\n")
            low, line_end = line_end - offset, next(line_ends, len(text) + 1)
        offset += len(value)
        yield token, "".join((*parts, value[low:]))


def _cells(char: str) -> int:
    """The width of a character in cells: 0, 1 or 2."""
    if char.isascii():
        return 1
    if category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(char) in ("W", "F") else 1
