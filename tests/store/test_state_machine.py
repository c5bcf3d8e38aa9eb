"""Any sequence of steps leaves what a plain dictionary would hold."""

import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from tests.store.killing import make_old
from tests.store.process_death import DyingProcess, ProcessDied
from tests.store.samples import ANNOTATIONS, ARTICLES, CODEBOOKS, WORDS, adding, note, replacing
from tui.config import Workspace
from tui.errors import StoreConflict
from tui.model import DEFAULT_CODEBOOK, Change, Edit
from tui.store import journaled_file
from tui.store.engines.tinydb_engine import TinyDBStore

SMALL_FILE, IDLE_COMPACTION_SIZE = journaled_file.SMALL_FILE, journaled_file.IDLE_COMPACTION_SIZE


class StoreMachine(RuleBasedStateMachine):
    """Two stores on one file, as two processes have them, and what should be in it."""

    known = Bundle("known")

    def __init__(self):
        super().__init__()
        self.directory = tempfile.TemporaryDirectory()
        self.workspace = Workspace(Path(self.directory.name))
        self.stores = [TinyDBStore(), TinyDBStore()]
        self.annotations = {}
        self.codebook = DEFAULT_CODEBOOK
        self.articles = {}
        self.done = []

    def teardown(self):
        journaled_file.SMALL_FILE, journaled_file.IDLE_COMPACTION_SIZE = (
            SMALL_FILE,
            IDLE_COMPACTION_SIZE,
        )
        self.directory.cleanup()

    @initialize(
        small=st.sampled_from([0, 4000, SMALL_FILE]),
        enough=st.sampled_from([0, 3000, IDLE_COMPACTION_SIZE]),
    )
    def choose(self, small, enough):
        journaled_file.SMALL_FILE, journaled_file.IDLE_COMPACTION_SIZE = small, enough

    def make(self, who, change):
        """Apply the change in one of the stores, and check the records that it returns."""
        kept = self.stores[who].apply(self.workspace, change)
        for edit in change.edits:
            self.annotations.pop(edit.id, None)
            if edit.after:
                self.annotations[edit.id] = edit.after
        if change.codebook:
            self.codebook = change.codebook[1]
        assert kept.annotations == self.annotations
        self.done.append(change)

    @rule(target=known, who=st.integers(0, 1), annotation=ANNOTATIONS)
    def add(self, who, annotation):
        if annotation.id in self.annotations:
            with pytest.raises(StoreConflict):
                self.stores[who].apply(self.workspace, adding(annotation))
        else:
            self.make(who, adding(annotation))
        return annotation.id

    @rule(who=st.integers(0, 1), key=known, words=WORDS, theme=WORDS)
    def change(self, who, key, words, theme):
        old = self.annotations.get(key)
        if old:
            self.make(who, replacing(old, old._replace(note=words).toggled(theme)))

    @rule(who=st.integers(0, 1), key=known)
    def remove(self, who, key):
        old = self.annotations.get(key)
        if old:
            self.make(who, replacing(old, None))

    @rule(who=st.integers(0, 1), codebook=CODEBOOKS)
    def all_at_once(self, who, codebook):
        edits = [Edit(old, old._replace(note="all")) for old in self.annotations.values()]
        self.make(who, Change("all", tuple(edits), (self.codebook, codebook)))

    @rule(who=st.integers(0, 1))
    def undo(self, who):
        if self.done:
            back = self.done.pop().inverse()
            if all(self.annotations.get(edit.id) == edit.before for edit in back.edits):
                self.make(who, back)
                self.done.pop()

    @rule(who=st.integers(0, 1), key=known)
    def conflict(self, who, key):
        wrong = note(0)._replace(id=key, coder="nobody like this", note="\x7f")
        with pytest.raises(StoreConflict):
            self.stores[who].apply(self.workspace, replacing(wrong, None))

    @rule(who=st.integers(0, 1), article=ARTICLES)
    def leave(self, who, article):
        self.articles[article.id] = article
        assert self.stores[who].save_article(self.workspace, article).articles == self.articles

    @rule(who=st.integers(0, 1))
    def close(self, who):
        self.stores[who].close(self.workspace)

    @rule(garbage=st.binary(min_size=1, max_size=30))
    def break_off(self, garbage):
        path = self.workspace.annotations / "pullquote.journal"
        if path.exists():
            with path.open("ab") as file:
                file.write(garbage.replace(b"\n", b""))

    @rule(who=st.integers(0, 1), annotation=ANNOTATIONS, calls=st.integers(1, 25))
    def die(self, who, annotation, calls):
        """The process dies within the change, which is then there or not; another starts."""
        old = self.annotations.get(annotation.id)
        with pytest.MonkeyPatch.context() as patch:
            DyingProcess(patch, calls)
            with suppress(ProcessDied):
                self.stores[who].apply(self.workspace, replacing(old, annotation))
        self.stores[who] = TinyDBStore()
        current = self.stores[who].load(self.workspace).annotations.get(annotation.id)
        assert current in (old, annotation)
        if current == annotation:
            self.annotations[annotation.id] = annotation

    @rule(who=st.integers(0, 1))
    def migrate(self, who):
        """An older Pullquote compacted the journal and wrote the file."""
        if self.workspace.data_file.exists():
            make_old(self.workspace, 2)

    @rule(who=st.integers(0, 1))
    def back_up(self, who):
        if self.workspace.data_file.exists():
            copy = Path(self.stores[who].back_up(self.workspace))
            with tempfile.TemporaryDirectory() as directory:
                other = Workspace(Path(directory))
                other.annotations.mkdir()
                other.data_file.write_bytes(copy.read_bytes())
                assert TinyDBStore().load(other).annotations == self.annotations

    @rule()
    def check(self):
        results, records = self.stores[0].check(self.workspace)
        assert records.annotations == self.annotations
        # A tail that a dead process left is cut by the next one that writes there.
        # One that died in the first write of all looks as if the file had been lost after it.
        allowed = {"journal", "history"}
        if not self.workspace.data_file.exists():
            allowed.add("data file")
        assert {result.part for result in results if not result.is_ok} <= allowed

    @rule(who=st.integers(0, 1))
    def start_again(self, who):
        self.stores[who] = TinyDBStore()

    @invariant()
    def is_as_expected(self):
        for store in (*self.stores, TinyDBStore()):
            kept = store.load(self.workspace)
            assert kept.annotations == self.annotations
            assert kept.articles == self.articles
            assert kept.codebook == self.codebook


StoreMachine.TestCase.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
TestStoreMachine = StoreMachine.TestCase
