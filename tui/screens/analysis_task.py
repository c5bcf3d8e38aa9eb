"""The analysis of the open article, to be run in a thread."""

from __future__ import annotations

from collections.abc import Iterator

from tui.analysis import ANALYSERS
from tui.analysis.workers.analysis_process import AnalysisProcess
from tui.errors import PullquoteError
from tui.model import Analysis
from tui.screens.screen_messages import AnalysisFailed, AnalysisReady
from tui.session.library import LONGEST_ANALYSED
from tui.session.session import Session


def is_analysed(session: Session, process: AnalysisProcess) -> bool:
    """Whether the open article has a complete analysis by the analyser of the process."""
    return session.reading.analysis.analyser == process.analyser_name


def analysis_messages(
    session: Session, process: AnalysisProcess, offset: int
) -> Iterator[AnalysisReady | AnalysisFailed]:
    """Analyse the open article, the text around ``offset`` (in code points) first.

    It blocks while the process works, so it must run in a thread of its own.
    """
    from tui.analysis.analyser_selection import no_names_notice
    from tui.analysis.unread_paragraphs import unread_notice

    article = session.reading.article
    if len(article.text) > LONGEST_ANALYSED:
        yield AnalysisReady(Analysis(article.sha256, "none"))
        yield AnalysisFailed(article.sha256, "This text is too long to look for any in.")
        return
    try:
        notice = no_names_notice(ANALYSERS.get(process.analyser_name), article.text)
        if notice:
            yield AnalysisFailed(article.sha256, notice)
        analysis = None
        for analysis in session.findings(process, offset):
            yield AnalysisReady(analysis)
        notice = unread_notice(article, analysis) if analysis is not None else ""
        if notice:
            yield AnalysisFailed(article.sha256, notice)
    except PullquoteError as error:
        yield AnalysisFailed(article.sha256, str(error))
