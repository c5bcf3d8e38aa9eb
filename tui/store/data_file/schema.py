"""The documents of the data file: flat, so that a TinyDB query reaches every field."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from operator import attrgetter, itemgetter
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
from tui.store.data_file.json_file import Document, Tables
from tui.store.messages import REPAIR_REMEDY
from tui.store.store import ArticleRecord, Records

SCHEMA = 4
"""The version that is written; it grows when an older Pullquote would misread or damage it."""
CHECKSUM_SCHEMA = 3
"""The first version whose files have a checksum."""
META, CODEBOOK, ANNOTATIONS, ARTICLES = "meta", "codebook", "annotations", "articles"
CORRECTIONS = "corrections"

T = TypeVar("T", Annotation, Correction, Theme, ArticleRecord)
_TYPE_NAMES: Mapping[type, str] = {str: "text", int: "whole number", list: "list"}


class SchemaError(ValueError):
    """Tables or a document that are not as the schema demands.

    Args:
        flaw: What is wrong, as the predicate of a sentence about the document.
        remedy: What the reader can do about it.
    """

    def __init__(self, flaw: str, remedy: str = REPAIR_REMEDY) -> None:
        super().__init__(flaw)
        self.remedy = remedy


class DocumentShape:
    """The fields that a document must have, each of one type; it may have others."""

    def __init__(self, kind: str, /, **fields: type) -> None:
        self.kind = kind
        self._fields = fields
        self._pick = itemgetter(*fields)
        self._types = tuple(fields.values())

    def values(self, document: object) -> tuple[Any, ...]:
        """The values in the order of the fields.

        Raises:
            SchemaError: if one is missing or of another type.
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
                    raise SchemaError(f"has a field “{field}” that is no {_TYPE_NAMES[wanted]}")
        return values


_ANNOTATION = DocumentShape(
    "annotation", id=str, article=str, start=int, end=int, exact=str, prefix=str, suffix=str,
    sha256=str, themes=list, note=str, coder=str, created=str, changed=str,
)  # fmt: skip
_CORRECTION = DocumentShape(
    "correction", id=str, article=str, start=int, end=int, exact=str, prefix=str, suffix=str,
    sha256=str, kind=str, name=str, coder=str, created=str, changed=str,
)  # fmt: skip
_CORRECTION_FIELDS = ("kind", "name", "coder", "created", "changed")
_THEME = DocumentShape(
    "theme", id=str, label=str, key=str, colour=str, description=str, parent=str, cues=list,
)  # fmt: skip
_ARTICLE = DocumentShape("article", id=str, path=str, title=str, sha256=str, place=int)


def decode_tables(tables: Tables | None) -> Records:
    """The records in the tables; the defaults if there are none.

    Annotations that `FastAnnotationDecoder` made while the file was parsed are used as they are.

    Raises:
        SchemaError: if they are not what Pullquote writes.
    """
    if tables is None:
        return Records()
    if schema_version(tables) > SCHEMA:
        raise SchemaError(
            f"it was written by a newer Pullquote (format {schema_version(tables)}; "
            f"this one knows {SCHEMA})",
            remedy="update Pullquote",
        )
    annotations = decoded_annotations(tables.get(ANNOTATIONS))
    if annotations is None:
        annotations = _decode_table(tables, ANNOTATIONS, _ANNOTATION, decode_annotation)
    codebook = DEFAULT_CODEBOOK
    if CODEBOOK in tables:
        themes = _decode_table(tables, CODEBOOK, _THEME, decode_theme)
        numbers = document_numbers(tables, CODEBOOK)
        codebook = Codebook(tuple(sorted(themes.values(), key=lambda theme: numbers[theme.id])))
    return Records(
        annotations,
        codebook,
        _decode_table(tables, ARTICLES, _ARTICLE, decode_article),
        _decode_table(tables, CORRECTIONS, _CORRECTION, decode_correction),
    )


def document_numbers(tables: Tables, name: str) -> dict[str, int]:
    """TinyDB's document numbers by the ids of the documents; the table must be valid."""
    return {document["id"]: int(number) for number, document in tables.get(name, {}).items()}


def schema_version(tables: Tables) -> int:
    """The schema version of the tables.

    Raises:
        SchemaError: if they have none.
    """
    schema = meta_document(tables).get("schema")
    if type(schema) is not int or schema < 1:
        raise SchemaError(
            "it does not say that Pullquote wrote it (the table “meta” is missing or wrong)"
        )
    return schema


def meta_document(tables: Tables) -> Document:
    """The document of the table ``meta``; empty if there is none."""
    meta = tables.get(META)
    documents = list(meta.values()) if isinstance(meta, dict) else []
    return documents[0] if documents and isinstance(documents[0], dict) else {}


def encode_annotation(annotation: Annotation) -> Document:
    """The annotation as a document.

    Raises:
        SchemaError: if it would be read back differently.
    """
    return _checked(
        annotation,
        {
            "id": annotation.id,
            "article": annotation.article,
            **_encode_selector(annotation.selector),
            "themes": list(annotation.themes),
            "note": annotation.note,
            "coder": annotation.coder,
            "created": annotation.created,
            "changed": annotation.changed,
        },
        decode_annotation,
    )


def encode_correction(correction: Correction) -> Document:
    """The correction as a document.

    Raises:
        SchemaError: if it would be read back differently.
    """
    return _checked(
        correction,
        {
            "id": correction.id,
            "article": correction.article,
            **_encode_selector(correction.selector),
            **{field: getattr(correction, field) for field in _CORRECTION_FIELDS},
        },
        decode_correction,
    )


def _encode_selector(selector: Selector) -> Document:
    texts = {field: getattr(selector, field) for field in ("exact", "prefix", "suffix", "sha256")}
    return {"start": selector.span.start, "end": selector.span.end, **texts}


def encode_theme(theme: Theme) -> Document:
    """The theme as a document.

    Raises:
        SchemaError: if it would be read back differently.
    """
    return _checked(theme, {**theme._asdict(), "cues": list(theme.cues)}, decode_theme)


def encode_article(article: ArticleRecord) -> Document:
    """The article's record as a document.

    Raises:
        SchemaError: if it would be read back differently.
    """
    return _checked(
        article,
        {
            "id": article.id,
            "path": article.path,
            "title": article.title,
            "sha256": article.sha256,
            "place": article.position,
            **({"marks": dict(article.marks)} if article.marks else {}),
        },
        decode_article,
    )


def decode_annotation(document: object) -> Annotation:
    """The annotation in a document.

    Raises:
        SchemaError: if it is invalid.
    """
    key, article, start, end, exact, prefix, suffix, sha256, themes, *rest = _ANNOTATION.values(
        document
    )
    selector = _decode_selector(start, end, exact, prefix, suffix, sha256)
    return Annotation(key, article, selector, _decode_texts("themes", themes), *rest)


def decode_correction(document: object) -> Correction:
    """The correction in a document.

    Raises:
        SchemaError: if it is invalid.
    """
    key, article, start, end, exact, prefix, suffix, sha256, kind, *rest = _CORRECTION.values(
        document
    )
    if kind not in get_args(CorrectionKind):
        raise SchemaError(f"is of the kind {json.dumps(kind)}, which is none")
    selector = _decode_selector(start, end, exact, prefix, suffix, sha256)
    return Correction(key, article, selector, kind, *rest)


def _decode_selector(start: int, end: int, *rest: str) -> Selector:
    if not 0 <= start < end:
        raise SchemaError(f"has {start}:{end} for a span")
    return Selector(Span(start, end), *rest)


def decode_theme(document: object) -> Theme:
    """The theme in a document.

    Raises:
        SchemaError: if it is invalid.
    """
    key, label, digit, colour, description, parent, cues = _THEME.values(document)
    return Theme(key, label, digit, colour, description, parent, _decode_texts("cues", cues))


def decode_article(document: object) -> ArticleRecord:
    """The article's record in a document.

    Raises:
        SchemaError: if it is invalid.
    """
    record = ArticleRecord(*_ARTICLE.values(document))._replace(marks=_decode_marks(document))
    for offset in (record.position, *(offset for _, offset in record.marks)):
        if offset < 0:
            raise SchemaError(f"has {offset} for a place")
    return record


def _decode_marks(document: Any) -> tuple[tuple[str, int], ...]:
    marks = document.get("marks", {})
    if type(marks) is not dict or not all(type(offset) is int for offset in marks.values()):
        raise SchemaError("has a field “marks” that is no object of whole numbers")
    return tuple(sorted(marks.items()))


def _decode_texts(field: str, values: list[str]) -> tuple[str, ...]:
    for value in values:
        if type(value) is not str:
            raise SchemaError(f"has a field “{field}” that is no list of texts")
    return tuple(values)


def _decode_table(
    tables: Tables, name: str, shape: DocumentShape, decode: Callable[[object], T]
) -> dict[str, T]:
    table = tables.get(name, {})
    if not isinstance(table, dict):
        raise SchemaError(f"the table “{name}” is not an object")
    values: dict[str, T] = {}
    for number, document in table.items():
        if not _is_number(number):
            raise SchemaError(f"the table “{name}” numbers a document {json.dumps(number)}")
        try:
            value = decode(document)
            if not value.id:
                raise SchemaError("has an empty id")
            if value.id in values:
                twin = next(n for n, other in table.items() if other["id"] == value.id)
                raise SchemaError(f"has the same id as number {twin}")
        except SchemaError as flaw:
            raise SchemaError(f"the {shape.kind} numbered {number} {flaw}") from None
        values[value.id] = value
    return values


def _is_number(number: str) -> bool:
    # TinyDB would take “01” for 1 and lose one of the two.
    return number.isascii() and number.isdecimal() and (number[0] != "0" or number == "0")


def _checked(value: T, document: Document, decode: Callable[[object], T]) -> Document:
    """The document, if it decodes to an equal value after a round trip through JSON."""
    if decode(json.loads(json.dumps(document))) != value or not value.id:
        raise SchemaError("holds something that a file cannot keep")
    return document


_PICK_ANNOTATION = itemgetter(
    "id", "article", "start", "end", "exact", "prefix", "suffix", "sha256", "themes", "note",
    "coder", "created", "changed",
)  # fmt: skip

# The constructor of a NamedTuple would make the tuple twice.
_new_tuple: Any = tuple.__new__


class FastAnnotationDecoder:
    """Decodes annotations while the file is parsed, without checks.

    Only for files with a sound checksum. No document is kept beside its annotation, and equal
    strings become one object.
    """

    def __init__(self) -> None:
        self._strings: dict[str, str] = {}
        self._themes: dict[tuple[str, ...], tuple[str, ...]] = {}

    def decode(self, document: Document) -> Annotation | Document:
        """The annotation in a document; a document that is none is returned unchanged."""
        try:
            (
                key, article, start, end, exact, prefix, suffix, sha256, themes, note, coder,
                created, changed,
            ) = _PICK_ANNOTATION(document)  # fmt: skip
        except KeyError:
            return document
        intern = self._strings.setdefault
        theme_ids = tuple(themes)
        span = _new_tuple(Span, (start, end))
        selector = _new_tuple(Selector, (span, exact, prefix, suffix, intern(sha256, sha256)))
        annotation: Annotation = _new_tuple(Annotation, (
            key, intern(article, article), selector,
            self._themes.setdefault(theme_ids, theme_ids), note,
            intern(coder, coder), intern(created, created), intern(changed, changed),
        ))  # fmt: skip
        return annotation


def decoded_annotations(table: object) -> dict[str, Annotation] | None:
    """The annotations of a table by id; ``None`` unless all were made by the fast decoder."""
    if not isinstance(table, dict) or {*map(type, table.values())} != {Annotation}:
        return None
    return dict(zip(map(attrgetter("id"), table.values()), table.values(), strict=True))
