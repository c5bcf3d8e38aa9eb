"""A disk that forgets what was not synced when the power is cut.

It watches the system calls that change something in a directory, and after each knows two states:
what programs see, and what is certain to be there after a power cut. A disk may also have kept some
of what is not certain; `Disk.after_cuts` goes through the combinations that matter.
"""

import os
from dataclasses import dataclass
from pathlib import Path

DIRECTORY = -1


@dataclass(frozen=True)
class State:
    """What is there after one system call."""

    names: dict
    """Path -> number of a file, or `DIRECTORY`; as programs see it."""
    safe_names: dict
    """Those that a power cut leaves."""
    data: dict
    """Number -> bytes, as programs see them."""
    safe_data: dict


class Disk:
    """Everything under a directory, from the moment at which it is watched."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.states = []
        self._files = {}
        there = sorted(root.rglob("*"))
        self._names = {
            self._path(path): number if path.is_file() else DIRECTORY
            for number, path in enumerate(there)
        }
        self._data = {
            number: path.read_bytes() for number, path in enumerate(there) if path.is_file()
        }
        self._safe_names, self._safe_data = dict(self._names), dict(self._data)
        self._next = len(there)

    def watch(self, monkeypatch) -> None:
        """See every system call from now on."""
        for name in ("open", "write", "fsync", "fdatasync", "ftruncate", "truncate"):
            monkeypatch.setattr(os, name, self._seen(getattr(os, name), getattr(self, f"_{name}")))
        for name in ("replace", "unlink", "mkdir"):
            watched = self._seen(getattr(Path, name), getattr(self, f"_{name}"))
            monkeypatch.setattr(Path, name, lambda *a, watched=watched, **o: watched(*a, **o))

    def after_cuts(self, state: State):
        """Names and bytes as the disk may have them if the power is cut in this state."""
        for names in (state.safe_names, state.names):
            for fraction in (0, 0.5, 1, None):
                content = {}
                for path, number in names.items():
                    if path.count(os.sep) and os.path.dirname(path) not in names:  # noqa: PTH120
                        continue
                    if number == DIRECTORY:
                        content[path] = None
                        continue
                    safe, data = state.safe_data.get(number, b""), state.data[number]
                    more = data[len(safe) :] if data.startswith(safe) else b""
                    tail = (
                        bytes(len(more)) if fraction is None else more[: int(len(more) * fraction)]
                    )
                    content[path] = safe + tail
                yield content

    def _seen(self, call, note):
        def function(*arguments, **options):
            answer = call(*arguments, **options)
            note(answer, *arguments)
            self.states.append(
                State(
                    dict(self._names),
                    dict(self._safe_names),
                    dict(self._data),
                    dict(self._safe_data),
                )
            )
            return answer

        return function

    def _path(self, path) -> str:
        return os.path.relpath(path, self.root)

    def _open(self, descriptor, path, flags, *_):
        name = self._path(path)
        self._files.pop(descriptor, None)
        if name.startswith("..") or name.endswith(".lock"):
            return
        if flags & os.O_CREAT and name not in self._names:
            self._names[name] = self._next
            self._data[self._next] = b""
            self._next += 1
        self._files[descriptor] = name if os.path.isdir(path) else self._names[name]  # noqa: PTH112

    def _write(self, count, descriptor, data):
        if descriptor in self._files:
            self._data[self._files[descriptor]] += bytes(data[:count])

    def _fsync(self, _, descriptor):
        known = self._files.get(descriptor)
        if isinstance(known, int):
            self._safe_data[known] = self._data[known]
        elif known is not None:
            for names in (self._safe_names, self._names):
                for name in [name for name in names if (os.path.dirname(name) or ".") == known]:  # noqa: PTH120
                    if name in self._names:
                        self._safe_names[name] = self._names[name]
                    else:
                        del self._safe_names[name]

    _fdatasync = _fsync

    def _ftruncate(self, _, descriptor, size):
        if descriptor in self._files:
            number = self._files[descriptor]
            self._data[number] = self._data[number][:size]

    def _truncate(self, _, path, size):
        number = self._names[self._path(path)]
        self._data[number] = self._data[number][:size]

    def _replace(self, _, path, target):
        self._names[self._path(target)] = self._names.pop(self._path(path))

    def _unlink(self, _, path):
        self._names.pop(self._path(path), None)

    def _mkdir(self, _, path):
        self._names[self._path(path)] = DIRECTORY


def write_files(content: dict, root: Path) -> None:
    """Make the files of `Disk.after_cuts` in an empty directory."""
    for path, data in sorted(content.items()):
        if data is None:
            (root / path).mkdir()
        else:
            (root / path).write_bytes(data)
