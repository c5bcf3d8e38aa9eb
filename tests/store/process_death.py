"""A process that dies in one of its system calls, simulated by an exception."""

import os
from pathlib import Path

CALLS = ("open", "write", "fsync", "fdatasync", "ftruncate", "truncate")


class ProcessDied(BaseException):
    """The process has died: nothing may catch this, and nothing is cleaned up."""


class DyingProcess:
    """Lets the process die in the last of so many system calls that change something.

    Half of the bytes are written if that call is a write.
    """

    def __init__(self, monkeypatch, calls):
        self.left = calls
        for name in CALLS:
            monkeypatch.setattr(os, name, self._dying(getattr(os, name)))
        for name in ("replace", "unlink"):
            monkeypatch.setattr(Path, name, self._dying(getattr(Path, name)))

    def _dying(self, call):
        def function(*arguments, **options):
            self.left -= 1
            if self.left == 0 and call.__name__ == "write":
                descriptor, data = arguments
                call(descriptor, data[: len(data) // 2])
            if self.left <= 0:
                raise ProcessDied
            return call(*arguments, **options)

        return function
