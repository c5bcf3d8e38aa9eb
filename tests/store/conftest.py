import pytest

from tests.store.making import MemoryStore
from tui.config import Workspace
from tui.store.engines.tinydb_engine import TinyDBStore


@pytest.fixture
def place(tmp_path):
    """A workspace in which nothing was kept yet."""
    return Workspace(tmp_path)


@pytest.fixture(params=[MemoryStore, TinyDBStore], ids=["memory", "tinydb"])
def store(request):
    """Every kind of store: what holds for one holds for all."""
    return request.param()
