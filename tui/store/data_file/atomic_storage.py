"""TinyDB's storage, made safe: whole files, one write for many operations."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tinydb.storages import Storage

from tui.store.data_file.json_file import JsonFile, Tables


class AtomicStorage(Storage):
    """Keeps tables in a file that is replaced as a whole, never written over.

    Give it to TinyDB in the place of its own: ``TinyDB(path, storage=AtomicStorage)``. It does
    not lock; see `tui.store.file_lock`.
    """

    def __init__(self, file: JsonFile | Path | str) -> None:
        self._file = file if isinstance(file, JsonFile) else JsonFile(Path(file).resolve())
        self._is_holding = False
        self._held: Tables | None = None

    def read(self) -> Tables | None:
        """All tables, or ``None`` if there is no file yet."""
        if self._is_holding:
            return self._held
        # An operation that fails half-way leaves its traces in what it was given.
        self._file.forget()
        return self._file.read()

    def write(self, data: Tables) -> None:
        """Keep all tables: now, or at the end of `one_write`."""
        if self._is_holding:
            self._held = data
        else:
            self._file.write(data)

    @contextmanager
    def one_write(self, tables: Tables | None = None) -> Iterator[None]:
        """Collect what is done inside and write it once at the end, or not at all on an error.

        ``tables`` are the file's if it was read a moment ago, to spare reading it again.
        """
        self._held = self._file.read() if tables is None else tables
        self._is_holding = True
        try:
            yield
            if self._held is not None:
                self._file.write(self._held)
        except BaseException:
            # TinyDB changes documents in place: what we hold is no longer what the file says.
            self._file.forget()
            raise
        finally:
            self._is_holding = False
            self._held = None
