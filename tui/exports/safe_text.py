"""Text that is safe in an export: for terminals and editors, in JSON and in XML 1.0.

Article texts are clean when they come here. Titles, notes and file names are not.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

CONTROL_RANGES = (
    "\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f"
)
"""Characters that a terminal or an editor obeys, C0 aside, as the inside of ``[...]``."""

_LINE_END = re.compile(r"\r\n?")
_FORBIDDEN_IN_XML = "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
"""The complement of production 2 (Char) of XML 1.0."""


def terminal_safe(text: str) -> str:
    """The text with LF line ends, spaces for tabs and U+FFFD for each control character."""
    return _controls().sub("\ufffd", _LINE_END.sub("\n", text).replace("\t", " "))


def terminal_safe_document(document: str) -> str:
    """A finished document with U+FFFD for each control character; its line ends and tabs stay."""
    return _controls().sub("\ufffd", document)


def json_text(value: Any, indent: int | None = None) -> str:
    """The value as JSON, keys in the order given.

    Letters stay readable. Control characters are written as escapes, which a JSON parser
    reads as the same character.
    """
    text = _encoder(indent).encode(value)
    return text if text.isprintable() else _json_controls().sub(_json_escape, text)


def xml_safe(text: str) -> str:
    """The text without the characters that XML 1.0 forbids, with LF line ends."""
    return forbidden_in_xml().sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def xml_attribute(text: str) -> str:
    """The text as an XML parser returns it from an attribute: line ends and tabs are spaces."""
    return re.sub("[\n\t]", " ", xml_safe(text))


@cache
def forbidden_in_xml() -> re.Pattern[str]:
    """Matches one character that XML 1.0 forbids."""
    return re.compile(_FORBIDDEN_IN_XML)


@cache
def _controls() -> re.Pattern[str]:
    return re.compile(f"[\x00-\x08\x0b-\x1f{CONTROL_RANGES}]")


@cache
def _json_controls() -> re.Pattern[str]:
    return re.compile(f"[{CONTROL_RANGES}]")


@cache
def _encoder(indent: int | None) -> json.JSONEncoder:
    return json.JSONEncoder(ensure_ascii=False, indent=indent)


def _json_escape(match: re.Match[str]) -> str:
    return json.dumps(match[0])[1:-1]
