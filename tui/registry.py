"""One way to add one thing: a file with a class, found by itself."""

from __future__ import annotations

import pkgutil
from abc import ABC
from collections.abc import Iterator
from importlib import import_module
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

    The package is scanned once, on first use; the entry-point group only when the built-in ones
    are not enough, for it takes as long as a first paint. A broken file of our own raises, for it
    is our bug; a broken outside plug-in is kept in ``failures`` and skipped.
    """

    def __init__(self, kind: str, base: type[T], package: str, group: str) -> None:
        self.kind = kind
        self.failures: list[str] = []
        """A sentence for each plug-in that could not be loaded."""
        self._base = base
        self._package = package
        self._group = group
        self._built_in: dict[str, T] | None = None
        self._all: dict[str, T] | None = None

    def __iter__(self) -> Iterator[T]:
        """The extensions by name."""
        return iter(sorted(self._with_plug_ins().values(), key=lambda extension: extension.name))

    def names(self) -> list[str]:
        """The known names, sorted."""
        return sorted(self._with_plug_ins())

    def get(self, name: str) -> T:
        """The extension of that name.

        Raises:
            UnknownName: if there is none; the message lists the known.
        """
        own = self._own()
        if name in own:
            return own[name]
        known = self._with_plug_ins()
        if name not in known:
            raise UnknownName(self.kind, name, known)
        return known[name]

    def _own(self) -> dict[str, T]:
        if self._built_in is None:
            found: dict[str, T] = {}
            package = import_module(self._package)
            for info in pkgutil.iter_modules(package.__path__, f"{self._package}."):
                for cls in vars(import_module(info.name)).values():
                    if self._is_extension(cls) and cls.__module__ == info.name:
                        self._add(found, cls)
            self._built_in = found
        return self._built_in

    def _with_plug_ins(self) -> dict[str, T]:
        if self._all is None:
            from importlib.metadata import entry_points

            found = dict(self._own())
            for point in entry_points(group=self._group):
                try:
                    cls = point.load()
                    if not self._is_extension(cls):
                        raise TypeError(f"it is not a {self._base.__name__}")
                except Exception as error:  # a stranger's code may raise anything
                    self.failures.append(
                        f"The {self.kind} plug-in “{point.name}” was skipped: {error}."
                    )
                else:
                    self._add(found, cls)
            self._all = found
        return self._all

    def _is_extension(self, thing: object) -> bool:
        return (
            isinstance(thing, type)
            and issubclass(thing, self._base)
            and not getattr(thing, "__abstractmethods__", None)
        )

    def _add(self, found: dict[str, T], cls: type[T]) -> None:
        other = found.get(cls.name)
        if other is not None:
            raise RegistryError(
                f"Two {self.kind} extensions are called “{cls.name}”: "
                f"{type(other).__module__} and {cls.__module__}; rename one."
            )
        found[cls.name] = cls()
