"""Decoding the bytes of an article.

Guessing among legacy encodings by statistics is not used: on texts of a few lines it is often
wrong, and one wrong letter changes the hash of the text.
"""

from __future__ import annotations

import codecs
from functools import cache

from tui.errors import ArticleError

SAMPLE = 64 * 1024
"""Bytes at the start of a file by which text is told from binary data."""

_BYTE_ORDER_MARKS = (  # the longer first: UTF-32's begins with UTF-16's
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
"""Bytes that are rare in text; ESC, BS and FF occur in logs of terminals."""
_MANY = 0.3
"""The share of control bytes from which a file is binary."""
_SOME = 0.05
"""The share of control bytes from which a file is binary unless it is UTF-8."""

_GUESSED = "The text is not UTF-8 and was read as Windows-1252; convert it if letters look wrong."


def decode(data: bytes, name: str) -> tuple[str, list[str]]:
    """Decode ``data``, the content of a file called ``name``.

    The encoding is that of the byte order mark; else UTF-8 if the data is valid; else UTF-8 with
    some damage, if most characters beyond ASCII are valid; else Windows-1252.

    Returns:
        The text, and a message for each thing that was guessed or damaged.

    Raises:
        ArticleError: if it is not text.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
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
    """The 256 characters as browsers decode them: the five undefined bytes are C1 controls."""
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256))


def refuse_binary(data: bytes, name: str) -> None:
    """Check the first 64 KiB.

    Raises:
        ArticleError: if they are not text; a few NUL bytes or escape sequences are allowed.
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
    # One cut character must not turn all others into wrong ones. Text in another encoding has
    # hardly any valid sequences, so the surroundings of the first fault suffice to tell.
    around = data[max(0, fault - SAMPLE) : fault + SAMPLE].decode("utf-8", "replace")
    faults = around.count("\ufffd")
    others = len(around) - len(around.encode("ascii", "ignore")) - faults
    return others > faults
