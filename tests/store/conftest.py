import pytest

from tests.store.samples import MemoryStore
from tui.config import Workspace
from tui.store.engines.tinydb_engine import TinyDBStore


@pytest.fixture
def workspace(tmp_path):
    """A workspace in which nothing was kept yet."""
    return Workspace(tmp_path)


@pytest.fixture(params=[MemoryStore, TinyDBStore], ids=["memory", "tinydb"])
def store(request):
    """Every kind of store: what holds for one holds for all."""
    return request.param()


@pytest.fixture(params=[True, False], ids=["whole", "journal"])
def is_small(request, monkeypatch):
    """Whether the data file is small enough to be written whole; else the journal has the rest."""
    monkeypatch.setattr("tui.store.journaled_file.SMALL_FILE", 1 << 30 if request.param else 0)
    return request.param


@pytest.fixture
def journaled(monkeypatch):
    """No data file is small: every change after the first goes into the journal."""
    monkeypatch.setattr("tui.store.journaled_file.SMALL_FILE", 0)
