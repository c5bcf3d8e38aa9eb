"""Tasks of Label Studio with their annotations."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import Any

from tui.imports.fields import (
    FORMAT_ERRORS,
    UniqueNames,
    document_name,
    error_reason,
    number_field,
    text_field,
    text_list_field,
    themes_from_labels,
    utc_time,
    without_placeholder,
)
from tui.imports.importer import Importer
from tui.imports.incoming import Incoming, IncomingArticle, IncomingPassage
from tui.imports.notes_file import NotesFile
from tui.imports.offset_units import OffsetConverter, from_crlf, normalize_line_ends
from tui.model import Span


class LabelStudio(Importer):
    """Labels over plain text; offsets are trusted before the words beside them."""

    name = "labelstudio"
    label = "Label Studio"

    def recognises(self, file: NotesFile) -> bool:
        """By the fields of its first task."""
        tasks = file.document
        return (
            isinstance(tasks, list)
            and bool(tasks)
            and isinstance(tasks[0], dict)
            and isinstance(tasks[0].get("data"), dict)
            and "annotations" in tasks[0]
        )

    def read(self, file: NotesFile) -> Incoming:
        """Every labelled stretch of every task.

        Raises:
            NotesError: if it is no such file.
        """
        articles, passages, others, names = [], [], 0, UniqueNames()
        try:
            for number, task in enumerate(file.document, 1):
                article, text = _article(task, f"{document_name(file.name)}-{number}")
                article = replace(article, name=names.free(article.name))
                articles.append(article)
                point = from_crlf(text)
                for annotation in task["annotations"]:
                    regions = _regions(annotation["result"])
                    for parts in regions:
                        passage = _passage(article.name, point, annotation, parts)
                        passages.append(passage) if passage else None
                        others += passage is None
        except FORMAT_ERRORS as error:
            raise file.notes_error(
                f"is no export of Label Studio ({error_reason(error)})"
            ) from None
        return Incoming(
            tuple(articles),
            tuple(passages),
            themes_from_labels(theme for one in passages for theme in one.themes),
            left_out=(f"Results that label no text, left out: {others}.",) if others else (),
        )


def _article(task: dict[str, Any], fallback: str) -> tuple[IncomingArticle, str]:
    data = task["data"]
    texts = [value for key, value in data.items() if key == "text"]
    text = texts[0] if texts else max((v for v in data.values() if isinstance(v, str)), key=len)
    name = data.get("id") or data.get("name") or data.get("meta_url") or fallback
    return IncomingArticle(
        str(data.get("article") or document_name(str(name))),
        normalize_line_ends(text),
        str(data.get("title", "")),
    ), text


def _regions(results: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """The results by region: what several controls say of one stretch shares its id."""
    regions: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for number, result in enumerate(results):
        regions[result.get("id") or str(number)].append(result)
    return list(regions.values())


def _passage(
    article: str, point: OffsetConverter, annotation: dict[str, Any], parts: list[dict[str, Any]]
) -> IncomingPassage | None:
    values = [part["value"] for part in parts]
    labelled = [value for value in values if "labels" in value and "start" in value]
    if not labelled or not isinstance(labelled[0]["start"], int):
        return None
    notes = [str(t) for v in values if "labels" not in v for t in v.get("text", ())]
    return IncomingPassage(
        article=article,
        span=Span(
            point(number_field(labelled[0], "start")), point(number_field(labelled[0], "end"))
        ),
        themes=without_placeholder(
            t for value in labelled for t in text_list_field(value, "labels")
        ),
        note="\n\n".join(notes),
        coder=_coder(annotation),
        created=utc_time(str(annotation.get("created_at", ""))),
        changed=utc_time(str(annotation.get("updated_at", ""))),
        id=str(parts[0].get("id", "")),
    )


def _coder(annotation: dict[str, Any]) -> str:
    by = annotation.get("completed_by", "")
    if isinstance(by, dict):
        return text_field(by, "email")
    return f"user {by}" if isinstance(by, int) else str(by)
