"""The one object that changes: one article open, its annotations, the way back."""

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
from tui.session.bulk_tagging import tagged_all
from tui.session.corrections import CorrectionEditor
from tui.session.library import Library, first_reading
from tui.session.navigation.jump_list import JumpLists
from tui.session.navigation.marks import Marks
from tui.session.navigation.overlaps import moved_to
from tui.session.outcome import Outcome
from tui.session.saving import keep_article, keep_change, keep_record
from tui.session.undo_history import UndoHistory
from tui.store import Records

Listener = Callable[[Reading], None]


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Session:
    """Opens articles, and changes annotations: the store first, then the screen.

    Every method that changes something returns only after the store has made it durable; one
    that raises has changed nothing. Listeners get each new reading.
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
        """Whose findings are shown."""
        self.coder = coder or coder_name()
        self.listeners: list[Listener] = []
        self.travels = JumpLists()
        self.marks = Marks(library)
        self.correct = CorrectionEditor(lambda: self.reading, self.commit, self.coder, clock)
        self.clock = clock
        """Tells the moment, in ISO 8601."""
        self._reading: Reading | None = None
        self._since: Mapping[str, Annotation] = {}
        """What was kept when the reading was made."""
        self._early: Records | None = None
        """What is known until the annotations have been read."""
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
        """Make ``article`` the open one; its annotations come from the store.

        ``reading`` is its `first_reading`, if it was made before.

        Raises:
            StoreError: if they cannot be read; nothing is open then but what was before.
        """
        reading = reading or first_reading(self.library, article, self.analyser)
        self._early = None
        self._since = self.library.records.annotations
        self._publish(reading)
        return reading

    def show(self, article: Article, known: Records | None = None) -> None:
        """Make ``article`` the open one without annotations; ``known`` is what else is known."""
        self._early, self._since = known, {}
        self._publish(Reading(article, Analysis(article.sha256), (known or Records()).codebook))

    def findings(self, process: AnalysisProcess, offset: int = 0) -> Iterator[Analysis]:
        """Better and better findings of the open article; slow, for a thread of its own.

        A long text is looked at around ``offset`` first.
        """
        from tui.analysis.finding_stages import stream_findings

        cache = FindingsCache(self.library.workspace.cache)
        for analysis in stream_findings(self.reading.article, cache, process, offset):
            # What every reading asks for is worked out here, not while the screen waits.
            _ = analysis.entity_spans, analysis.quote_spans, analysis.speakers
            yield analysis

    def accept(self, analysis: Analysis) -> bool:
        """Take findings over, unless they are of a text that is no longer open."""
        if self._reading is None or analysis.sha256 != self._reading.article.sha256:
            return False
        reading = self._reading
        self._publish(reading.found(self.library.corrected(reading.article, analysis)))
        return True

    def toggle_theme(self, span: Span, theme_id: str) -> Outcome:
        """Tag the passage with the theme, or take the tag away if it has it.

        Raises:
            UnknownName: if the codebook has no such theme.
            SpanError: if the span is not inside the text.
            StoreError: if it could not be kept.
        """
        theme = self.reading.codebook.get(theme_id)
        before = self.reading.on(span)
        after = (before or self._new(span)).toggled(theme.id)
        verb = "tagged" if theme.id in after.themes else "untagged"
        done = self._edit(f"{verb} {theme.label}", before, after)
        if theme.id in after.themes:
            self._last_theme = theme.id
        return done

    def tag_all(self, spans: Iterable[Span], theme_id: str) -> Outcome:
        """Tag every span with the theme in one step; those that have it are left alone.

        Raises:
            UnknownName: if the codebook has no such theme.
            SpanError: if a span is not inside the text.
            StoreError: if it could not be kept; none is tagged then.
        """
        theme = self.reading.codebook.get(theme_id)
        edits = tagged_all(self.reading, spans, theme.id, self._new, self.clock())
        if not edits:
            return Outcome(f"all tagged {theme.label} already")
        number = f"{len(edits)} passage{'s' * (len(edits) != 1)}"
        done = self.commit(Change(f"tagged {number} {theme.label}", edits))
        self._last_theme = theme.id
        return done

    def repeat_theme(self, span: Span) -> Outcome:
        """Tag the passage with the theme that was given last; what has it keeps it.

        Raises:
            UsageError: if no theme was given yet.
            SpanError: if the span is not inside the text.
            StoreError: if it could not be kept.
        """
        if not self._last_theme:
            raise UsageError("Nothing was tagged yet; a digit tags.")
        theme = self.reading.codebook.get(self._last_theme)
        before = self.reading.on(span)
        if before is not None and theme.id in before.themes:
            return Outcome(f"tagged {theme.label} already", span)
        return self.toggle_theme(span, theme.id)

    def annotate(self, span: Span, themes: tuple[str, ...], note: str | None = None) -> Outcome:
        """Add themes and, unless ``None``, the note to the passage; what it has stays.

        Raises:
            UnknownName: if the codebook lacks a theme.
            SpanError: if the span is not inside the text.
            StoreError: if it could not be kept.
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
        """Give the passage a note; an empty one takes it away.

        Raises:
            SpanError: if the span is not inside the text.
            StoreError: if it could not be kept.
        """
        before = self.reading.on(span)
        after = (before or self._new(span))._replace(note=note)
        return self._edit("noted" if note else "removed the note", before, after)

    def move_edges(
        self, annotation: Annotation, span: Span, what: str = "moved the edges"
    ) -> Outcome:
        """Give an annotation the words of ``span``; its themes and note stay.

        ``what`` is what this is for the reader.

        Raises:
            UsageError: if another annotation has exactly that span.
            SpanError: if the span is not inside the text.
            StoreError: if it could not be kept.
        """
        after = moved_to(self.reading, annotation, span)
        return self._edit(what, annotation, after)

    def remove(self, annotation: Annotation) -> Outcome:
        """Take an annotation away whole.

        Raises:
            StoreError: if it could not be kept.
        """
        return self._edit("removed the annotation", annotation, None)

    def undo(self) -> Outcome:
        """Take the reader's last step on the open article back, whenever it was made.

        Raises:
            UsageError: if there is none.
            StoreConflict: if what it changed was changed again, by somebody else.
            StoreError: if it could not be kept; the step stays the last one.
        """
        return self.commit(self._history.last_done(self.reading.article.id).inverse())

    def redo(self) -> Outcome:
        """Do again what was undone last; raises as `undo`."""
        return self.commit(self._history.last_undone(self.reading.article.id).again())

    def commit(self, change: Change) -> Outcome:
        """Make a change, which is one step for undo.

        Raises:
            StoreConflict: if something is not as the change says it was.
            StoreError: if it could not be kept.
        """
        reading = self.reading
        article = keep_article(self.library, reading.article)
        with self._history.adding(change):
            keep_change(self.library, change)
        # A reading that is the same carries along what was worked out for it.
        self._renew(reading if article is reading.article else replace(reading, article=article))
        return Outcome(change.told, self._place_of(change))

    def catch_up(self) -> None:
        """Show what others have kept since.

        Raises:
            StoreError: if it cannot be read.
        """
        self.library.records = self.library.store.load(self.library.workspace)
        self._history.forget()
        self._renew(self.reading)

    def keep_place(self, offset: int) -> None:
        """Keep how far the open article is read, as a code point offset, if this app may write.

        Raises:
            StoreError: if it could not be kept.
        """
        article = self.reading.article
        if self.library.writer or not article.path:
            return
        known = self.library.records.articles.get(article.id)
        if known is not None and known.place == offset and known.sha256 == article.sha256:
            return
        keep_record(self.library, self.library.record_of(article, offset))

    def place(self) -> int:
        """Where the open article was left, as a code point offset; 0 if that is not known."""
        article = self.reading.article
        try:
            record = (self._early or self.library.records).articles.get(article.id)
        except StoreError:
            return 0
        return min(record.place, max(0, len(article.text) - 1)) if record else 0

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

    def _place_of(self, change: Change) -> Span | None:
        """Where the first passage of the change is or was in the open article."""
        for kept in change.passages():
            if kept.article == self.reading.article.id:
                return self.library.place_of(kept, self.reading.article)
        return None

    def _renew(self, reading: Reading) -> None:
        reading = self.library.renewed(reading, self._since)
        self._since = self.library.records.annotations
        self._publish(reading)

    def _publish(self, reading: Reading) -> None:
        self._reading = reading
        for listener in self.listeners:
            listener(reading)
