"""The mutable state of the app: the open article, its annotations, undo."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from tui.analysis.findings_cache import FindingsCache
from tui.analysis.workers.analysis_process import AnalysisProcess
from tui.config import DEFAULT_ANALYSER, coder_name
from tui.errors import StoreError, UsageError
from tui.model import (
    Analysis,
    Annotation,
    Article,
    Change,
    Edit,
    Reading,
    Selector,
    Span,
)
from tui.model.annotation import Outcome
from tui.session.annotation_edits import moved_annotation, tagging_edits
from tui.session.corrections import CorrectionEditor
from tui.session.library import Library, first_reading
from tui.session.navigation.marks_and_jumps import JumpLists, Marks
from tui.session.saving import save_article, save_change, save_record
from tui.session.undo_history import UndoHistory
from tui.store import Records
from tui.wording import plural

Listener = Callable[[Reading], None]


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Session:
    """Opens articles and changes annotations, in the store first.

    Every method that changes something returns after the store has made it durable; one that
    raises has changed nothing. Listeners are called with each new reading.
    """

    def __init__(
        self,
        library: Library,
        coder: str | None = None,
        clock: Callable[[], str] = _now,
        analyser: str = DEFAULT_ANALYSER,
    ) -> None:
        self.library = library
        self.analyser = analyser
        """The name of the analyser of the shown findings."""
        self.coder = coder or coder_name()
        self.listeners: list[Listener] = []
        self.jumps = JumpLists()
        self.marks = Marks(library)
        self.corrections = CorrectionEditor(lambda: self.reading, self.commit, self.coder, clock)
        self.clock = clock
        """Returns the time, in ISO 8601."""
        self._reading: Reading | None = None
        self._since: Mapping[str, Annotation] = {}
        """The annotations that the reading was made of."""
        self._preview: Records | None = None
        """The preview of the records until the annotations have been read."""
        self._history = UndoHistory(library)
        self._last_theme = ""

    @property
    def reading(self) -> Reading:
        """The open article with everything said and found about it.

        Raises:
            UsageError: if no article is open.
        """
        if self._reading is None:
            raise UsageError("No article is open; open one first.")
        return self._reading

    def open(self, article: Article, reading: Reading | None = None) -> Reading:
        """Open an article with its annotations.

        ``reading`` is its `first_reading`, if it was made before.

        Raises:
            StoreError: if the records cannot be read; the open article stays the same then.
        """
        reading = reading or first_reading(self.library, article, self.analyser)
        self._preview = None
        self._since = self.library.records.annotations
        self._publish(reading)
        return reading

    def show(self, article: Article, preview: Records | None = None) -> None:
        """Open an article without annotations, with the codebook of a preview of the records."""
        self._preview, self._since = preview, {}
        self._publish(Reading(article, Analysis(article.sha256), (preview or Records()).codebook))

    def findings(self, process: AnalysisProcess, offset: int = 0) -> Iterator[Analysis]:
        """Better and better findings of the open article; slow, to run in a thread of its own.

        A long text is analysed around ``offset`` first.
        """
        from tui.analysis.finding_stages import stream_findings

        cache = FindingsCache(self.library.workspace.cache)
        for analysis in stream_findings(self.reading.article, cache, process, offset):
            # Cached here, so that the screen does not wait for it.
            _ = analysis.entity_spans, analysis.quote_spans, analysis.speakers
            yield analysis

    def accept_findings(self, analysis: Analysis) -> bool:
        """Show findings, unless they are of another text; whether they are shown."""
        if self._reading is None or analysis.sha256 != self._reading.article.sha256:
            return False
        reading = self._reading
        self._publish(reading.with_findings(self.library.corrected(reading.article, analysis)))
        return True

    def toggle_theme(self, span: Span, theme_id: str) -> Outcome:
        """Tag the passage with the theme, or remove the tag if it has it.

        Raises:
            UnknownName: if the codebook has no such theme.
            SpanError: if the span is not inside the text.
            StoreError: if it could not be saved.
        """
        theme = self.reading.codebook.get(theme_id)
        before = self.reading.on(span)
        after = (before or self._new(span)).toggled(theme.id)
        verb = "tagged" if theme.id in after.themes else "untagged"
        outcome = self._edit(f"{verb} {theme.label}", before, after)
        if theme.id in after.themes:
            self._last_theme = theme.id
        return outcome

    def tag_all(self, spans: Iterable[Span], theme_id: str) -> Outcome:
        """Tag every span that lacks the theme with it, in one change.

        Raises:
            UnknownName: if the codebook has no such theme.
            SpanError: if a span is not inside the text.
            StoreError: if it could not be saved; none is tagged then.
        """
        theme = self.reading.codebook.get(theme_id)
        edits = tagging_edits(self.reading, spans, theme.id, self._new, self.clock())
        if not edits:
            return Outcome(f"all tagged {theme.label} already")
        passages = plural(len(edits), "passage")
        outcome = self.commit(Change(f"tagged {passages} {theme.label}", edits))
        self._last_theme = theme.id
        return outcome

    def repeat_theme(self, span: Span) -> Outcome:
        """Tag the passage with the last used theme, if it does not have it.

        Raises:
            UsageError: if no theme was used yet.
            SpanError: if the span is not inside the text.
            StoreError: if it could not be saved.
        """
        if not self._last_theme:
            raise UsageError("Nothing was tagged yet; a digit tags.")
        theme = self.reading.codebook.get(self._last_theme)
        before = self.reading.on(span)
        if before is not None and theme.id in before.themes:
            return Outcome(f"tagged {theme.label} already", span)
        return self.toggle_theme(span, theme.id)

    def annotate(self, span: Span, themes: tuple[str, ...], note: str | None = None) -> Outcome:
        """Add themes to the passage and, unless ``None``, set its note.

        Raises:
            UnknownName: if the codebook lacks a theme.
            SpanError: if the span is not inside the text.
            StoreError: if it could not be saved.
        """
        ids = [self.reading.codebook.get(theme).id for theme in themes]
        before = self.reading.on(span)
        after = before or self._new(span)
        for theme_id in ids:
            if theme_id not in after.themes:
                after = after.toggled(theme_id)
        if note is not None:
            after = after._replace(note=note)
        return self._edit("tagged " + ", ".join(ids) if ids else "noted", before, after)

    def set_note(self, span: Span, note: str) -> Outcome:
        """Set the note of the passage; an empty one removes it.

        Raises:
            SpanError: if the span is not inside the text.
            StoreError: if it could not be saved.
        """
        before = self.reading.on(span)
        after = (before or self._new(span))._replace(note=note)
        return self._edit("noted" if note else "removed the note", before, after)

    def move_edges(
        self, annotation: Annotation, span: Span, label: str = "moved the edges"
    ) -> Outcome:
        """Give an annotation another span; its themes and note stay.

        ``label`` is the label of the change.

        Raises:
            UsageError: if another annotation has exactly that span.
            SpanError: if the span is not inside the text.
            StoreError: if it could not be saved.
        """
        after = moved_annotation(self.reading, annotation, span)
        return self._edit(label, annotation, after)

    def remove(self, annotation: Annotation) -> Outcome:
        """Remove an annotation.

        Raises:
            StoreError: if it could not be saved.
        """
        return self._edit("removed the annotation", annotation, None)

    def undo(self) -> Outcome:
        """Undo the reader's last change of the open article, also one of an earlier session.

        Raises:
            UsageError: if there is none.
            StoreConflict: if somebody else has changed the same since.
            StoreError: if it could not be saved; the change can still be undone.
        """
        return self.commit(self._history.last_done(self.reading.article.id).inverse())

    def redo(self) -> Outcome:
        """Redo the change that was undone last; raises as `undo`."""
        return self.commit(self._history.last_undone(self.reading.article.id).again())

    def commit(self, change: Change) -> Outcome:
        """Make a change, which undo takes back as a whole.

        Raises:
            StoreConflict: if something differs from what the change expects.
            StoreError: if it could not be saved.
        """
        reading = self.reading
        article = save_article(self.library, reading.article)
        with self._history.adding(change):
            save_change(self.library, change)
        # The same reading keeps its cached properties.
        self._refresh(reading if article is reading.article else replace(reading, article=article))
        return Outcome(change.description, self._first_span(change))

    def reload(self) -> None:
        """Show what others have saved since.

        Raises:
            StoreError: if the records cannot be read.
        """
        self.library.records = self.library.store.load(self.library.workspace)
        self._history.forget()
        self._refresh(self.reading)

    def save_position(self, offset: int) -> None:
        """Save the reading position, a code point offset, if this app may write.

        Raises:
            StoreError: if it could not be saved.
        """
        article = self.reading.article
        if self.library.writer or not article.path:
            return
        known = self.library.records.articles.get(article.id)
        if known is not None and known.position == offset and known.sha256 == article.sha256:
            return
        save_record(self.library, self.library.article_record(article, offset))

    def saved_position(self) -> int:
        """The saved reading position of the open article, a code point offset; 0 without one."""
        article = self.reading.article
        try:
            record = (self._preview or self.library.records).articles.get(article.id)
        except StoreError:
            return 0
        return min(record.position, max(0, len(article.text) - 1)) if record else 0

    def _new(self, span: Span) -> Annotation:
        article = self.reading.article
        selector = Selector.describe(article, span)
        now = self.clock()
        return Annotation(
            uuid.uuid4().hex, article.id, selector, coder=self.coder, created=now, changed=now
        )

    def _edit(self, label: str, before: Annotation | None, after: Annotation | None) -> Outcome:
        if after is not None and after.is_empty:
            after = None
        if before == after:
            return Outcome("nothing to change")
        if before is not None and after is not None:
            after = after._replace(changed=self.clock())
        return self.commit(Change(label, (Edit(before, after),)))

    def _first_span(self, change: Change) -> Span | None:
        """The span of the first passage of the change in the open article."""
        for passage in change.passages():
            if passage.article == self.reading.article.id:
                return self.library.span_of(passage, self.reading.article)
        return None

    def _refresh(self, reading: Reading) -> None:
        reading = self.library.refreshed(reading, self._since)
        self._since = self.library.records.annotations
        self._publish(reading)

    def _publish(self, reading: Reading) -> None:
        self._reading = reading
        for listener in self.listeners:
            listener(reading)
