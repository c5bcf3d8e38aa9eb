"""Extensions: classes that are found by scanning a package and an entry-point group."""

from __future__ import annotations

import pkgutil
from abc import ABC
from collections.abc import Iterator
from importlib import import_module
from typing import ClassVar, Generic, TypeVar

from tui.errors import RegistryError, UnknownName


class Extension(ABC):
    """The base of every extension."""

    name: ClassVar[str]
    """One word, for the command line."""
    label: ClassVar[str]
    """Its name for people."""


T = TypeVar("T", bound=Extension)


class Registry(Generic[T]):
    """The extensions of one kind: concrete subclasses of ``base``, one instance each.

    The package is scanned once, on first use; the entry-point group only when the built-in
    extensions do not suffice, because that takes as long as a first paint. A broken built-in file
    raises; a broken plug-in is skipped and named in ``failures``.
    """

    def __init__(self, kind: str, base: type[T], package: str, group: str) -> None:
        self.kind = kind
        self.failures: list[str] = []
        """A message for each plug-in that could not be loaded."""
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
        built_in = self._built_in_extensions()
        if name in built_in:
            return built_in[name]
        extensions = self._with_plug_ins()
        if name not in extensions:
            raise UnknownName(self.kind, name, extensions)
        return extensions[name]

    def _built_in_extensions(self) -> dict[str, T]:
        if self._built_in is None:
            extensions: dict[str, T] = {}
            package = import_module(self._package)
            for info in pkgutil.iter_modules(package.__path__, f"{self._package}."):
                for cls in vars(import_module(info.name)).values():
                    if self._is_extension(cls) and cls.__module__ == info.name:
                        self._add(extensions, cls)
            self._built_in = extensions
        return self._built_in

    def _with_plug_ins(self) -> dict[str, T]:
        if self._all is None:
            from importlib.metadata import entry_points

            extensions = dict(self._built_in_extensions())
            for point in entry_points(group=self._group):
                try:
                    cls = point.load()
                    if not self._is_extension(cls):
                        raise TypeError(f"it is not a {self._base.__name__}")
                except Exception as error:  # a plug-in may raise anything
                    self.failures.append(
                        f"The {self.kind} plug-in “{point.name}” was skipped: {error}."
                    )
                else:
                    self._add(extensions, cls)
            self._all = extensions
        return self._all

    def _is_extension(self, member: object) -> bool:
        return (
            isinstance(member, type)
            and issubclass(member, self._base)
            and not getattr(member, "__abstractmethods__", None)
        )

    def _add(self, extensions: dict[str, T], cls: type[T]) -> None:
        other = extensions.get(cls.name)
        if other is not None:
            raise RegistryError(
                f"Two {self.kind} extensions are called “{cls.name}”: "
                f"{type(other).__module__} and {cls.__module__}; rename one."
            )
        extensions[cls.name] = cls()
