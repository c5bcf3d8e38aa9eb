"""An annotated article with findings in the cache, so that no analyser has to run."""

from __future__ import annotations

from typing import NamedTuple

from tui.analysis import ANALYSERS
from tui.analysis.findings_cache import FindingsCache
from tui.config import Workspace
from tui.model import Analysis, Entity, Quote, Span
from tui.session.library import Library
from tui.session.session import Session

PORT = (
    "Port closes\n"
    "Rain fell on the port. “Trade will slow,” Ana Ruiz said.\n"
    "Nobody was hurt 🙂. Darien Gap officials sent aid.\n"
)
DAY = "2026-01-02T03:04:05Z"


class AnnotationIds(NamedTuple):
    """The ids of its annotations, in the order of the text."""

    rain: str
    quote: str
    aid: str


def span_of(passage: str, text: str = PORT) -> Span:
    start = text.index(passage)
    return Span(start, start + len(passage))


def span_argument(passage: str) -> str:
    """The span of the passage as ``--span`` takes it."""
    return "{}:{}".format(*span_of(passage))


def annotate_port(workspace: Workspace) -> AnnotationIds:
    """Annotate the article `port` and put findings into its cache."""
    library = Library(workspace)
    session = Session(library, coder="ana", clock=lambda: DAY)
    article = library.article("port")
    session.open(article)
    session.annotate(span_of("Rain fell on the port."), (), "Which port?\nAsk.")
    session.annotate(span_of("“Trade will slow,”"), ("trade", "aid"))
    session.annotate(span_of("Darien Gap officials sent aid."), ("aid",))
    speaker = span_of("Ana Ruiz")
    findings = Analysis(
        article.sha256,
        "spacy-md",
        (Entity(speaker, "PERSON", "Ana Ruiz"), Entity(span_of("Darien Gap"), "LOC", "Darien Gap")),
        (Quote("direct", (span_of("“Trade will slow,”"),), None, speaker, "Ana Ruiz"),),
    )
    FindingsCache(workspace.cache).save(findings, ANALYSERS.get("spacy-md"))
    return AnnotationIds(*(annotation.id for _, annotation in session.reading.placed))
