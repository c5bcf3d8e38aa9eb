"""Bytes -> characters, without guessing more than is needed."""

from __future__ import annotations

import codecs
from functools import cache

from tui.errors import ArticleError

SAMPLE = 64 * 1024
"""Bytes at the start that decide whether a file holds text."""

_MARKS_OF_ORDER = (  # the longer first: UTF-32's begins with UTF-16's
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_PDF = b"%PDF-"
_SIGNATURES = (
    (_PDF, "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive (or an office document)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x89PNG\r\n\x1a\n", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a recording or picture"),
    (b"ID3", "a recording"),
    (b"OggS", "a recording"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a database"),
)
_CONTROLS = bytes({*range(0x20), 0x7F} - set(b"\t\n\r\b\f\x1b"))
"""Bytes that text seldom holds; ESC, BS and FF are left out for the logs of terminals."""
_MANY = 0.3
_SOME = 0.05

_GUESSED = "The text is not UTF-8 and was read as Windows-1252; convert it if letters look wrong."


def decode(data: bytes, name: str) -> tuple[str, list[str]]:
    """The characters of ``data``, and a sentence for each thing that had to be guessed.

    A byte order mark decides; else it is UTF-8 if all of it is; else UTF-8 with some damage, if
    most of what is not ASCII still makes sense that way; else Windows-1252.

    Raises:
        ArticleError: if it is not text at all; ``name`` is what the sentence calls it.
    """
    for mark, encoding in _MARKS_OF_ORDER:
        if data.startswith(mark):
            return _decode_marked(data[len(mark) :], encoding)
    refuse_binary(data, name)
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError as error:
        if _is_damaged_utf8(data, error.start):
            text = data.decode("utf-8", "replace")
            return text, ["Some bytes are not valid UTF-8; they are shown as marks."]
    text, _ = codecs.charmap_decode(data, "strict", _windows_1252())
    return text, [_GUESSED]


@cache
def _windows_1252() -> str:
    """As browsers read it: the five bytes without a character stay C1 controls, to be marks."""
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256))


def refuse_binary(data: bytes, name: str) -> None:
    """Look at the first 64 KiB.

    Raises:
        ArticleError: if they are not text. Some NUL bytes or escape sequences are no reason.
    """
    sample = data[:SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    for signature, kind in _SIGNATURES:
        if data.startswith(signature) and (controls or signature == _PDF):
            raise ArticleError(f"“{name}” is {kind}, not text; save it as plain text first.")
    if controls > len(sample) * _MANY or (
        controls > len(sample) * _SOME and not _starts_as_utf8(sample)
    ):
        raise ArticleError(f"“{name}” is a binary file, not text; save it as plain text first.")


def _decode_marked(data: bytes, encoding: str) -> tuple[str, list[str]]:
    try:
        return data.decode(encoding), []
    except UnicodeDecodeError:
        label = encoding.removesuffix("-le").removesuffix("-be").upper()
        text = data.decode(encoding, "replace")
        return text, [f"Some bytes are not valid {label}; they are shown as marks."]


def _starts_as_utf8(sample: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return False
    return True


def _is_damaged_utf8(data: bytes, fault: int) -> bool:
    # One cut character must not turn all others into mojibake. Text in another encoding has
    # hardly any valid sequences; around the first fault there is enough to tell.
    around = data[max(0, fault - SAMPLE) : fault + SAMPLE].decode("utf-8", "replace")
    faults = around.count("\ufffd")
    others = len(around) - len(around.encode("ascii", "ignore")) - faults
    return others > faults
