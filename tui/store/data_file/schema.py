"""What is kept, as documents: flat, so that a TinyDB query reaches every field."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from operator import itemgetter
from typing import Any, TypeVar, get_args

from tui.model import (
    DEFAULT_CODEBOOK,
    Annotation,
    Codebook,
    Correction,
    CorrectionKind,
    Selector,
    Span,
    Theme,
)
from tui.store.data_file.fast_decoding import built_annotations
from tui.store.data_file.json_file import Document, Tables
from tui.store.messages import CURE
from tui.store.store import ArticleRecord, Records

SCHEMA = 4
"""Grows when an older Pullquote would misread what we write, or break it."""
SEALED = 3
"""The first format whose files have a checksum."""
META, CODEBOOK, ANNOTATIONS, ARTICLES = "meta", "codebook", "annotations", "articles"
CORRECTIONS = "corrections"

T = TypeVar("T", Annotation, Correction, Theme, ArticleRecord)
_NAMES: Mapping[type, str] = {str: "text", int: "whole number", list: "list"}


class SchemaError(ValueError):
    """What is wrong with tables or with a document, and what helps against it."""

    def __init__(self, flaw: str, cure: str = CURE) -> None:
        super().__init__(flaw)
        self.cure = cure


class Form:
    """The fields that a document must have, each of one type; it may have others besides."""

    def __init__(self, kind: str, /, **fields: type) -> None:
        self.kind = kind
        self._fields = fields
        self._pick = itemgetter(*fields)
        self._types = tuple(fields.values())

    def values(self, document: object) -> tuple[Any, ...]:
        """The values in the order of the fields.

        Raises:
            Flaw: if one is missing or of another type.
        """
        if not isinstance(document, dict):
            raise SchemaError("is not an object")
        try:
            values: tuple[Any, ...] = self._pick(document)
        except KeyError as error:
            raise SchemaError(f"has no field “{error.args[0]}”") from None
        if tuple(map(type, values)) != self._types:
            for (field, wanted), value in zip(self._fields.items(), values, strict=True):
                if type(value) is not wanted:
                    raise SchemaError(f"has a field “{field}” that is no {_NAMES[wanted]}")
        return values


_ANNOTATION = Form(
    "annotation", id=str, article=str, start=int, end=int, exact=str, prefix=str, suffix=str,
    sha256=str, themes=list, note=str, coder=str, created=str, changed=str,
)  # fmt: skip
_CORRECTION = Form(
    "correction", id=str, article=str, start=int, end=int, exact=str, prefix=str, suffix=str,
    sha256=str, kind=str, name=str, coder=str, created=str, changed=str,
)  # fmt: skip
_SAID = ("kind", "name", "coder", "created", "changed")
_THEME = Form(
    "theme", id=str, label=str, key=str, colour=str, description=str, parent=str, cues=list,
)  # fmt: skip
_ARTICLE = Form("article", id=str, path=str, title=str, sha256=str, place=int)


def records_of(tables: Tables | None) -> Records:
    """What the tables hold; the defaults if there are none.

    Annotations built while the file was parsed (`fast_decoding`) are used as they are.

    Raises:
        Flaw: if they are not what Pullquote writes.
    """
    if tables is None:
        return Records()
    if schema_of(tables) > SCHEMA:
        raise SchemaError(
            f"it was written by a newer Pullquote (format {schema_of(tables)}; "
            f"this one knows {SCHEMA})",
            cure="update Pullquote",
        )
    built = built_annotations(tables.get(ANNOTATIONS))
    annotations = _read(tables, ANNOTATIONS, _ANNOTATION, annotation_of) if built is None else built
    codebook = DEFAULT_CODEBOOK
    if CODEBOOK in tables:
        themes = _read(tables, CODEBOOK, _THEME, theme_of)
        places = numbers_of(tables, CODEBOOK)
        codebook = Codebook(tuple(sorted(themes.values(), key=lambda theme: places[theme.id])))
    return Records(
        annotations,
        codebook,
        _read(tables, ARTICLES, _ARTICLE, article_of),
        _read(tables, CORRECTIONS, _CORRECTION, correction_of),
    )


def numbers_of(tables: Tables, name: str) -> dict[str, int]:
    """The numbers of the documents in a table that was read, by their ids."""
    return {document["id"]: int(number) for number, document in tables.get(name, {}).items()}


def schema_of(tables: Tables) -> int:
    """The format in which the tables were written.

    Raises:
        Flaw: if they do not say so.
    """
    schema = meta_of(tables).get("schema")
    if type(schema) is not int or schema < 1:
        raise SchemaError(
            "it does not say that Pullquote wrote it (the table “meta” is missing or wrong)"
        )
    return schema


def meta_of(tables: Tables) -> Document:
    """What the tables say about themselves."""
    meta = tables.get(META)
    documents = list(meta.values()) if isinstance(meta, dict) else []
    return documents[0] if documents and isinstance(documents[0], dict) else {}


def annotation_document(annotation: Annotation) -> Document:
    """The annotation as a document.

    Raises:
        Flaw: if it would not come back as it is.
    """
    return _sure(
        annotation,
        {
            "id": annotation.id,
            "article": annotation.article,
            **_selector_document(annotation.selector),
            "themes": list(annotation.themes),
            "note": annotation.note,
            "coder": annotation.coder,
            "created": annotation.created,
            "changed": annotation.changed,
        },
        annotation_of,
    )


def correction_document(correction: Correction) -> Document:
    """The correction as a document.

    Raises:
        Flaw: if it would not come back as it is.
    """
    return _sure(
        correction,
        {
            "id": correction.id,
            "article": correction.article,
            **_selector_document(correction.selector),
            **{field: getattr(correction, field) for field in _SAID},
        },
        correction_of,
    )


def _selector_document(selector: Selector) -> Document:
    words = {field: getattr(selector, field) for field in ("exact", "prefix", "suffix", "sha256")}
    return {"start": selector.span.start, "end": selector.span.end, **words}


def theme_document(theme: Theme) -> Document:
    """The theme as a document.

    Raises:
        Flaw: if it would not come back as it is.
    """
    return _sure(theme, {**theme._asdict(), "cues": list(theme.cues)}, theme_of)


def article_document(article: ArticleRecord) -> Document:
    """The article's record as a document.

    Raises:
        Flaw: if it would not come back as it is.
    """
    return _sure(
        article,
        {
            "id": article.id,
            "path": article.path,
            "title": article.title,
            "sha256": article.sha256,
            "place": article.place,
            **({"marks": dict(article.marks)} if article.marks else {}),
        },
        article_of,
    )


def annotation_of(document: object) -> Annotation:
    """The annotation in a document.

    Raises:
        Flaw: if it holds none.
    """
    key, article, start, end, exact, prefix, suffix, sha256, themes, *rest = _ANNOTATION.values(
        document
    )
    selector = _selector(start, end, exact, prefix, suffix, sha256)
    return Annotation(key, article, selector, _words("themes", themes), *rest)


def correction_of(document: object) -> Correction:
    """The correction in a document.

    Raises:
        Flaw: if it holds none.
    """
    key, article, start, end, exact, prefix, suffix, sha256, kind, *rest = _CORRECTION.values(
        document
    )
    if kind not in get_args(CorrectionKind):
        raise SchemaError(f"is of the kind {json.dumps(kind)}, which is none")
    selector = _selector(start, end, exact, prefix, suffix, sha256)
    return Correction(key, article, selector, kind, *rest)


def _selector(start: int, end: int, *rest: str) -> Selector:
    if not 0 <= start < end:
        raise SchemaError(f"has {start}:{end} for a span")
    return Selector(Span(start, end), *rest)


def theme_of(document: object) -> Theme:
    """The theme in a document.

    Raises:
        Flaw: if it holds none.
    """
    key, label, digit, colour, description, parent, cues = _THEME.values(document)
    return Theme(key, label, digit, colour, description, parent, _words("cues", cues))


def article_of(document: object) -> ArticleRecord:
    """The article's record in a document.

    Raises:
        Flaw: if it holds none.
    """
    record = ArticleRecord(*_ARTICLE.values(document))._replace(marks=_marks(document))
    for place in (record.place, *(place for _, place in record.marks)):
        if place < 0:
            raise SchemaError(f"has {place} for a place")
    return record


def _marks(document: Any) -> tuple[tuple[str, int], ...]:
    marks = document.get("marks", {})
    if type(marks) is not dict or not all(type(place) is int for place in marks.values()):
        raise SchemaError("has a field “marks” that is no object of whole numbers")
    return tuple(sorted(marks.items()))


def _words(field: str, values: list[str]) -> tuple[str, ...]:
    for value in values:
        if type(value) is not str:
            raise SchemaError(f"has a field “{field}” that is no list of texts")
    return tuple(values)


def _read(tables: Tables, name: str, form: Form, build: Callable[[object], T]) -> dict[str, T]:
    table = tables.get(name, {})
    if not isinstance(table, dict):
        raise SchemaError(f"the table “{name}” is not an object")
    found: dict[str, T] = {}
    for number, document in table.items():
        if not _is_number(number):
            raise SchemaError(f"the table “{name}” numbers a document {json.dumps(number)}")
        try:
            value = build(document)
            if not value.id:
                raise SchemaError("has an empty id")
            if value.id in found:
                twin = next(n for n, other in table.items() if other["id"] == value.id)
                raise SchemaError(f"has the same id as number {twin}")
        except SchemaError as flaw:
            raise SchemaError(f"the {form.kind} numbered {number} {flaw}") from None
        found[value.id] = value
    return found


def _is_number(number: str) -> bool:
    # TinyDB would take “01” for 1 and lose one of the two.
    return number.isascii() and number.isdecimal() and (number[0] != "0" or number == "0")


def _sure(value: T, document: Document, build: Callable[[object], T]) -> Document:
    if build(json.loads(json.dumps(document))) != value or not value.id:
        raise SchemaError("holds something that a file cannot keep")
    return document
