"""The same four passages as each program would write them."""

from __future__ import annotations

import base64
import json
import sqlite3
import zipfile
from contextlib import closing
from io import BytesIO
from pathlib import Path
from uuid import UUID

from tui.imports.notes_file import NotesFile
from tui.model import Span

TEXT = (
    "Border talks 🇨🇦🇺🇸\n"
    "\n"
    "“We will not close the café at the crossing,” Léa Martin said 🙂.\n"
    "Steel 鋼 tariffs rise in May, and aid agencies fear for asylum claims.\n"
)
WORDS = {
    "“We will not close the café at the crossing,”": ("quotes", "strong 🙂 line"),
    "Steel 鋼 tariffs rise in May": ("trade", ""),
    "aid agencies fear for asylum claims": ("aid", ""),
    "asylum claims": ("asylum", "inside aid"),
}
THEMES = ["quotes", "trade", "aid", "asylum"]


def span_of(words: str, text: str = TEXT) -> Span:
    """Where the words are, in code points."""
    start = text.index(words)
    return Span(start, start + len(words))


def utf16(offset: int) -> int:
    """The same offset in UTF-16 units."""
    return len(TEXT[:offset].encode("utf-16-le")) // 2


def file_of(name: str, data: bytes | str | object, folder: Path = Path()) -> NotesFile:
    """A file of notes that is not on disk."""
    if isinstance(data, str):
        data = data.encode()
    elif not isinstance(data, bytes):
        data = json.dumps(data).encode()
    return NotesFile(folder / name, data)


def zipped(members: dict[str, bytes | str]) -> bytes:
    """A zip with the members."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        for name, data in members.items():
            packed.writestr(name, data)
    return buffer.getvalue()


def guid(number: int) -> str:
    """A GUID in the spelling of REFI-QDA."""
    return f"00000000-0000-4000-8000-{number:012d}"


def qdpx(
    text: str = TEXT,
    offset: object = None,
    folder: str = "sources",
    is_inline: bool = False,
    origin: str = "somebody",
    body: str | None = None,
) -> bytes:
    """A project that keeps ``text`` and counts by ``offset``, code points by default."""
    count = offset if callable(offset) else int
    codes = "".join(
        f'<Code guid="{guid(n)}" name="{theme}" isCodable="true" color="#2980b9"/>'
        for n, theme in enumerate(THEMES)
    )
    selections = "".join(
        f'<PlainTextSelection guid="{guid(100 + n)}" name="{words}" '
        f'startPosition="{count(span_of(words).start)}" endPosition="{count(span_of(words).end)}" '
        f'creatingUser="{{{guid(50).upper()}}}" creationDateTime="2026-11-24T10:00:00+01:00">'
        + (f"<Description>{note}</Description>" if note else "")
        + f'<Coding guid="{guid(200 + n)}"><CodeRef targetGUID="{guid(n)}"/></Coding>'
        "</PlainTextSelection>"
        for n, (words, (_, note)) in enumerate(WORDS.items())
    )
    inline = text.replace("\r", "&#13;") if is_inline else ""
    content = f"<PlainTextContent>{inline}</PlainTextContent>" if is_inline else ""
    path = "" if is_inline else f'plainTextPath="internal://{guid(60)}.txt"'
    project = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<Project xmlns="urn:QDA-XML:project:1.0" name="p" origin="{origin}">'
        f'<Users><User guid="{guid(50)}" name="Ana"/></Users>'
        f"<CodeBook><Codes>{codes}</Codes></CodeBook>"
        f'<Sources><TextSource guid="{guid(60)}" name="border.txt" {path}>'
        f'{content}{selections}</TextSource><PDFSource guid="{guid(61)}"/></Sources></Project>'
    )
    members: dict[str, bytes | str] = {"project.qde": body or project}
    if not is_inline:
        members[f"{folder}/{guid(60)}.txt"] = text.encode()
    return zipped(members)


def taguette() -> bytes:
    """A project file of Taguette."""
    with closing(sqlite3.connect(":memory:")) as database:
        _fill(database)
        return database.serialize()


def _fill(database: sqlite3.Connection) -> None:
    html = "".join(f"<p>{line}</p>" for line in TEXT.split("\n") if line)
    bare = "".join(line for line in TEXT.split("\n") if line)
    database.executescript(
        "CREATE TABLE documents (id INTEGER, name TEXT, contents TEXT);"
        "CREATE TABLE highlights "
        "(id INTEGER, document_id INTEGER, start_offset INTEGER, end_offset INTEGER);"
        "CREATE TABLE tags (id INTEGER, path TEXT, description TEXT);"
        "CREATE TABLE highlight_tags (highlight_id INTEGER, tag_id INTEGER);"
    )
    database.execute("INSERT INTO documents VALUES (1, 'border.html', ?)", (html,))
    for number, (words, (theme, _)) in enumerate(WORDS.items()):
        start = len(bare[: bare.index(words)].encode())
        row = (number, start, start + len(words.encode()))
        database.execute("INSERT INTO highlights VALUES (?, 1, ?, ?)", row)
        database.execute("INSERT INTO tags VALUES (?, ?, '')", (number, theme))
        database.execute("INSERT INTO highlight_tags VALUES (?, ?)", (number, number))
    database.commit()


def _w3c() -> object:
    items = [
        {
            "id": f"urn:uuid:{guid(n)}",
            "type": "Annotation",
            "creator": {"type": "Person", "name": "Ana"},
            "body": [
                {"type": "TextualBody", "purpose": "tagging", "value": theme},
                *([{"type": "TextualBody", "purpose": "commenting", "value": note}] * bool(note)),
            ],
            "target": {
                "source": "https://example.org/border.html",
                "selector": [
                    {
                        "type": "TextQuoteSelector",
                        "exact": words,
                        "prefix": TEXT[: span_of(words).start][-32:],
                        "suffix": TEXT[span_of(words).end :][:32],
                    },
                    {"type": "TextPositionSelector", **span_of(words)._asdict()},
                ],
            },
        }
        for n, (words, (theme, note)) in enumerate(WORDS.items())
    ]
    return {"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationPage",
            "items": items}  # fmt: skip


def _hypothesis() -> object:
    return {
        "rows": [
            {
                "id": base64.urlsafe_b64encode(UUID(guid(n)).bytes).decode().rstrip("="),
                "created": "2026-11-24T10:00:00.123456+01:00",
                "user": "acct:ana@example.org",
                "uri": "https://example.org/border",
                "text": note,
                "tags": [theme],
                "document": {"title": ["Border talks"]},
                "target": [
                    {
                        "source": "https://example.org/border",
                        "selector": [
                            {"type": "RangeSelector", "startContainer": "/p[1]"},
                            {"type": "TextPositionSelector", "start": 9000, "end": 9001},
                            {
                                "type": "TextQuoteSelector",
                                "exact": words,
                                "prefix": TEXT[: span_of(words).start][-32:],
                                "suffix": TEXT[span_of(words).end :][:32],
                            },
                        ],
                    }
                ],
            }
            for n, (words, (theme, note)) in enumerate(WORDS.items())
        ]
    }


def _label_studio() -> object:
    results: list[object] = []
    for n, (words, (theme, note)) in enumerate(WORDS.items()):
        start, end = span_of(words)
        results.append(
            {"id": f"r{n}", "from_name": "label", "to_name": "text", "type": "labels",
             "value": {"start": start, "end": end, "text": "not this", "labels": [theme]}}
        )  # fmt: skip
        if note:
            results.append(
                {"id": f"r{n}", "from_name": "note", "to_name": "text", "type": "textarea",
                 "value": {"start": start, "end": end, "text": [note]}}
            )  # fmt: skip
    annotations = [{"id": 1, "completed_by": {"email": "Ana"}, "result": results}]
    return [{"id": 1, "data": {"text": TEXT, "id": "border"}, "annotations": annotations}]


def _brat() -> bytes:
    lines = []
    for n, (words, (theme, note)) in enumerate(WORDS.items(), 1):
        start, end = span_of(words)
        lines.append(f"T{n}\t{theme} {start} {end}\t{words}")
        if note:
            lines.append(f"#{n}\tAnnotatorNotes T{n}\t{note}")
    return zipped({"border.txt": TEXT, "border.ann": "\n".join([*lines, "R1\tSays Arg1:T1"])})


def _spans(theme_name: str) -> list[dict[str, object]]:
    return [
        {"start": span_of(words).start, "end": span_of(words).end, theme_name: theme}
        for words, (theme, _) in WORDS.items()
    ]


def _json() -> object:
    sha = "0" * 64
    return {
        "format": "pullquote-notes",
        "version": 1,
        "codebook": [
            {"id": theme, "label": theme, "key": str(n), "colour": "#123456", "description": "",
             "parent": "", "cues": ["cue"]}
            for n, theme in enumerate(THEMES, 1)
        ],
        "articles": [{"id": "border", "text": TEXT, "title": "Border talks"}],
        "annotations": [
            {
                "id": guid(n).replace("-", ""),
                "article": "border",
                "selector": {"start": span_of(words).start, "end": span_of(words).end,
                             "exact": words, "prefix": TEXT[: span_of(words).start][-32:],
                             "suffix": TEXT[span_of(words).end :][:32], "sha256": sha},
                "themes": [theme],
                "note": note,
                "coder": "Ana",
                "created": "2026-01-01T00:00:00Z",
                "changed": "2026-01-01T00:00:00Z",
            }
            for n, (words, (theme, note)) in enumerate(WORDS.items())
        ],
    }  # fmt: skip


def _kindle() -> str:
    blocks = []
    for n, (words, (_, note)) in enumerate(WORDS.items()):
        where = f"on page 3 | Location {n}0-{n}5 | Added on Monday"
        blocks.append(f"Border talks (Ana)\r\n- Your Highlight {where}\r\n\r\n{words}\r\n")
        if note:
            place = f"Location {n}5 | Added on Monday"
            blocks.append(f"Border talks (Ana)\r\n- Your Note {place}\r\n\r\n{note}\r\n")
    blocks.append("Border talks (Ana)\r\n- Your Bookmark on page 4\r\n\r\n\r\n")
    return "\ufeff" + "==========\r\n".join([*blocks, ""])


def _highlights() -> str:
    rows = [f'{n},border.txt,{theme},"{words}"' for n, (words, (theme, _)) in
            enumerate(WORDS.items())]  # fmt: skip
    return "\r\n".join(["id,document,tag,content", *rows])


SAMPLES: dict[str, NotesFile] = {
    "brat": file_of("border.zip", _brat()),
    "doccano": file_of(
        "d.jsonl",
        json.dumps({"text": TEXT, "label": [list(one.values()) for one in _spans("label")]}),
    ),
    "hypothesis": file_of("h.json", _hypothesis()),
    "json": file_of("notes.json", _json()),
    "kindle": file_of("My Clippings.txt", _kindle()),
    "labelstudio": file_of("ls.json", _label_studio()),
    "prodigy": file_of(
        "p.jsonl",
        json.dumps({"text": TEXT, "meta": {"source": "border"}, "spans": _spans("label")})
        + "\n"
        + json.dumps({"text": "no", "spans": [], "answer": "reject"}),
    ),
    "qdc": file_of(
        "codes.qdc",
        '<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>'
        + "".join(f'<Code guid="{guid(n)}" name="{t}" isCodable="true" color="#abc"><Description>'
                  f'about {t}</Description></Code>' for n, t in enumerate(THEMES))
        + "</Codes><Sets/></CodeBook>",
    ),
    "qdpx": file_of("p.qdpx", qdpx()),
    "taguette": file_of("t.sqlite3", taguette()),
    "taguette-codebook": file_of(
        "codes.csv", "tag,description\n" + "".join(f"{t},about {t}\n" for t in THEMES)
    ),
    "taguette-highlights": file_of("h.csv", _highlights()),
    "webannotation": file_of("w.jsonld", _w3c()),
}  # fmt: skip
"""A file of each format, by the name of the format."""
