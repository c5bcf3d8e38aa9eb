"""Looking for names and quotes beside the screen."""

from __future__ import annotations

from collections.abc import Iterator

from tui.analysis import ANALYSERS
from tui.analysis.workers.analysis_process import AnalysisProcess
from tui.errors import PullquoteError
from tui.model import Analysis
from tui.screens.messages import FindingFailed, Found
from tui.session.library import LONGEST_ANALYSED
from tui.session.session import Session


def is_found(session: Session, process: AnalysisProcess) -> bool:
    """Whether all that the process could find came with the open article."""
    return session.reading.analysis.analyser == process.analyser_name


def looked_for(
    session: Session, process: AnalysisProcess, offset: int
) -> Iterator[Found | FindingFailed]:
    """What is found in the open article, around the code point ``offset`` first, and what is not.

    Slow: for a thread of its own.
    """
    from tui.analysis.analyser_selection import no_names_notice

    article = session.reading.article
    if len(article.text) > LONGEST_ANALYSED:
        yield Found(Analysis(article.sha256, "none"))
        yield FindingFailed(article.sha256, "This text is too long to look for any in.")
        return
    try:
        notice = no_names_notice(ANALYSERS.get(process.analyser_name), article.text)
        if notice:
            yield FindingFailed(article.sha256, notice)
        for analysis in session.findings(process, offset):
            yield Found(analysis)
    except PullquoteError as error:
        yield FindingFailed(article.sha256, str(error))
