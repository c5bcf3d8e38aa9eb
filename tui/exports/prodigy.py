"""Tasks for Prodigy, which spaCy's own tools read as well."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from zlib import crc32

from tui.exports.code_names import NO_THEME, Codes
from tui.exports.exporter import Exporter
from tui.exports.identifiers import article_facts
from tui.exports.json_text import dumps
from tui.exports.losses import CODEBOOK, left_out, without_words
from tui.exports.text_offsets import Tokens, tokens_of
from tui.model import Annotation, Notes, Reading, Span

VIEW = "spans_manual"


class Prodigy(Exporter):
    """A JSON line for each article, for ``spans.manual`` and span categorisation.

    A span goes from token to token, ``token_end`` included; where that is more than the passage,
    its own offsets are in ``meta.exact``, in the order of the spans. What else is known of a
    passage lies beside its label.
    """

    name = "prodigy"
    label = "Prodigy / spaCy (JSON lines)"
    suffix = ".prodigy.jsonl"

    def render(self, notes: Notes) -> bytes:
        """The articles with a text, each passage once for each of its themes."""
        codes = Codes(notes)
        tasks = (_task(reading, codes) for reading in notes.readings if reading.article.text)
        return "".join(f"{dumps(task)}\n" for task in tasks).encode()

    def losses(self, notes: Notes) -> list[str]:
        """Orphans, what is in doubt or was corrected, and the codebook."""
        told = left_out(notes, "orphans", "fuzzy", "corrections", *CODEBOOK)
        return told + without_words(notes)


def _task(reading: Reading, codes: Codes) -> dict[str, Any]:
    text = reading.article.text
    tokens = Tokens(tokens_of(text))
    spans: list[dict[str, Any]] = []
    exact = []
    for anchored in reading.annotations:
        place, annotation = anchored.span, anchored.annotation
        touched = tokens.touched(place) if place else None
        if place is None or touched is None:
            continue
        known = _known(annotation, reading.speaker(anchored))
        for label in [codes.names[theme] for theme in annotation.themes] or [NO_THEME]:
            exact.append(list(place))
            spans.append(
                {
                    "start": tokens.spans[touched.start].start,
                    "end": tokens.spans[touched.end - 1].end,
                    "token_start": touched.start,
                    "token_end": touched.end - 1,
                    "label": label,
                    **known,
                }
            )
    text_hash = crc32(text.encode("utf-8", "surrogatepass"))
    return {
        "text": text,
        "meta": {**article_facts(reading.article), "exact": exact},
        "tokens": _tokens(text, tokens.spans),
        "spans": spans,
        "answer": "accept",
        "_input_hash": text_hash,
        "_task_hash": crc32(dumps(spans).encode(), text_hash),
        "_view_id": VIEW,
    }


def _tokens(text: str, spans: Iterable[Span]) -> list[dict[str, Any]]:
    return [
        {
            "text": span.of(text),
            "start": span.start,
            "end": span.end,
            "id": number,
            "ws": text[span.end : span.end + 1] == " ",
        }
        for number, span in enumerate(spans)
    ]


def _known(annotation: Annotation, speaker: str | None) -> dict[str, str]:
    known = {
        "id": annotation.id,
        "note": annotation.note,
        "speaker": speaker or "",
        "coder": annotation.coder,
        "created": annotation.created,
        "changed": annotation.changed,
    }
    return {name: said for name, said in known.items() if said}
