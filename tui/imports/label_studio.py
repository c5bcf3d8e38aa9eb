"""Label Studio: tasks with their annotations."""

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
    utc_time,
)
from tui.imports.importer import Importer
from tui.imports.incoming import Incoming, IncomingArticle, IncomingPassage
from tui.imports.incoming_themes import themes_from_passages, without_placeholder
from tui.imports.notes_file import NotesFile
from tui.imports.offset_units import OffsetConverter, from_crlf, normalize_line_ends
from tui.model import Span


class LabelStudio(Importer):
    """The "Label Studio JSON format", labels over plain text.

    Offsets are code points, end excluded. The text beside the offsets is ignored.
    """

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
        """Every labelled region of every task.

        Raises:
            NotesError: if it does not follow the format.
        """
        articles, passages, others, names = [], [], 0, UniqueNames()
        try:
            for number, task in enumerate(file.document, 1):
                article, text = _article(task, f"{document_name(file.name)}-{number}")
                article = replace(article, name=names.unique(article.name))
                articles.append(article)
                convert = from_crlf(text)
                for annotation in task["annotations"]:
                    for results in _regions(annotation["result"]):
                        passage = _passage(article.name, convert, annotation, results)
                        if passage is None:
                            others += 1
                        else:
                            passages.append(passage)
        except FORMAT_ERRORS as error:
            raise file.notes_error(
                f"is no export of Label Studio ({error_reason(error)})"
            ) from None
        return Incoming(
            tuple(articles),
            tuple(passages),
            themes_from_passages(passages),
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
    """The results by region: the results of several controls for one region share its id."""
    regions: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for number, result in enumerate(results):
        regions[result.get("id") or str(number)].append(result)
    return list(regions.values())


def _passage(
    article: str,
    convert: OffsetConverter,
    annotation: dict[str, Any],
    results: list[dict[str, Any]],
) -> IncomingPassage | None:
    values = [result["value"] for result in results]
    labelled = [value for value in values if "labels" in value and "start" in value]
    if not labelled or not isinstance(labelled[0]["start"], int):
        return None
    notes = [str(t) for v in values if "labels" not in v for t in v.get("text", ())]
    return IncomingPassage(
        article=article,
        span=Span(
            convert(number_field(labelled[0], "start")), convert(number_field(labelled[0], "end"))
        ),
        themes=without_placeholder(
            t for value in labelled for t in text_list_field(value, "labels")
        ),
        note="\n\n".join(notes),
        coder=_coder(annotation),
        created=utc_time(str(annotation.get("created_at", ""))),
        changed=utc_time(str(annotation.get("updated_at", ""))),
        id=str(results[0].get("id", "")),
    )


def _coder(annotation: dict[str, Any]) -> str:
    by = annotation.get("completed_by", "")
    if isinstance(by, dict):
        return text_field(by, "email")
    return f"user {by}" if isinstance(by, int) else str(by)
