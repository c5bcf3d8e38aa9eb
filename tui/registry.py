"""One way to add one thing: a file with a class, found by itself."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from abc import ABC
from collections.abc import Iterator
from importlib.metadata import entry_points
from typing import ClassVar, Generic, TypeVar

from tui.errors import RegistryError, UnknownName


class Extension(ABC):
    """What every extension is asked for by and shown as."""

    name: ClassVar[str]
    """One word: what the command line calls it."""
    label: ClassVar[str]
    """What people call it."""


T = TypeVar("T", bound=Extension)


class Registry(Generic[T]):
    """The extensions of one kind: concrete subclasses of ``base``, one instance each.

    The package is scanned once, on first use; then the entry-point group. A broken file of our
    own raises, for it is our bug; a broken outside plug-in is kept in ``failures`` and skipped.
    """

    def __init__(self, kind: str, base: type[T], package: str, group: str) -> None:
        self.kind = kind
        self.failures: list[str] = []
        """A sentence for each plug-in that could not be loaded."""
        self._base = base
        self._package = package
        self._group = group
        self._found: dict[str, T] | None = None

    def __iter__(self) -> Iterator[T]:
        """The extensions by name."""
        return iter(sorted(self._all().values(), key=lambda extension: extension.name))

    def names(self) -> list[str]:
        """The known names, sorted."""
        return sorted(self._all())

    def get(self, name: str) -> T:
        """The extension of that name.

        Raises:
            UnknownName: if there is none; the message lists the known.
        """
        try:
            return self._all()[name]
        except KeyError:
            raise UnknownName(self.kind, name, self._all()) from None

    def _all(self) -> dict[str, T]:
        if self._found is None:
            found: dict[str, T] = {}
            for cls in self._built_in():
                self._add(found, cls)
            for cls in self._plugged_in():
                self._add(found, cls)
            self._found = found
        return self._found

    def _built_in(self) -> Iterator[type[T]]:
        package = importlib.import_module(self._package)
        for info in pkgutil.iter_modules(package.__path__, f"{self._package}."):
            module = importlib.import_module(info.name)
            for _, cls in inspect.getmembers(module, inspect.isclass):
                is_own = cls.__module__ == info.name
                if is_own and issubclass(cls, self._base) and not inspect.isabstract(cls):
                    yield cls

    def _plugged_in(self) -> Iterator[type[T]]:
        for point in entry_points(group=self._group):
            try:
                cls = point.load()
                if not (inspect.isclass(cls) and issubclass(cls, self._base)):
                    raise TypeError(f"it is not a {self._base.__name__}")
            except Exception as error:  # a stranger's code may raise anything; it must not stop us
                self.failures.append(
                    f"The {self.kind} plug-in “{point.name}” was skipped: {error}."
                )
            else:
                yield cls

    def _add(self, found: dict[str, T], cls: type[T]) -> None:
        other = found.get(cls.name)
        if other is not None:
            raise RegistryError(
                f"Two {self.kind} extensions are called “{cls.name}”: "
                f"{type(other).__module__} and {cls.__module__}; rename one."
            )
        found[cls.name] = cls()
