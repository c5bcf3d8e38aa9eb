from __future__ import annotations

from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

import tui.registry
from tui.errors import RegistryError, UnknownName
from tui.exports import EXPORTS
from tui.registry import Extension, Registry


class Greeting(Extension):
    """What the packages of these tests hold."""


def registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, **files: str) -> Registry[Greeting]:
    package = f"greetings_{tmp_path.name.replace('-', '_')}"
    folder = tmp_path / package
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    for name, body in files.items():
        code = f"from {__name__} import Greeting\n{body}"
        (folder / f"{name}.py").write_text(code)
    monkeypatch.syspath_prepend(tmp_path)
    return Registry("greeting", Greeting, package, "pullquote.test-greetings")


HELLO = "class Hello(Greeting):\n    name, label = 'hello', 'Hello'\n"
MOIN = "class Moin(Greeting):\n    name, label = 'moin', 'Moin'\n"


def plug_in(monkeypatch: pytest.MonkeyPatch, *points: EntryPoint) -> None:
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: points)


def test_a_file_with_a_class_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = registry(tmp_path, monkeypatch, b=HELLO, a=MOIN)
    assert found.names() == ["hello", "moin"]
    assert found.get("moin").label == "Moin"


def test_an_unknown_name_lists_the_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = registry(tmp_path, monkeypatch, a=HELLO, b=MOIN)
    with pytest.raises(UnknownName, match=r"no greeting “hi”; known: hello, moin\."):
        found.get("hi")


def test_two_of_one_name_are_both_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = registry(tmp_path, monkeypatch, a=HELLO, b=HELLO)
    with pytest.raises(RegistryError, match=r"“hello”.*\.a and .*\.b"):
        found.names()


def test_a_plug_in_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = registry(tmp_path, monkeypatch, a=HELLO)
    (tmp_path / "outside_moin.py").write_text(f"from {__name__} import Greeting\n{MOIN}")
    plug_in(monkeypatch, EntryPoint("moin", "outside_moin:Moin", found._group))
    assert found.names() == ["hello", "moin"]
    assert found.failures == []


@pytest.mark.parametrize("target", ["no_such_module:X", "os:getcwd", "os:no_such_thing"])
def test_a_broken_plug_in_is_skipped_and_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str
) -> None:
    found = registry(tmp_path, monkeypatch, a=HELLO)
    plug_in(monkeypatch, EntryPoint("broken", target, found._group))
    assert found.names() == ["hello"]
    assert len(found.failures) == 1
    assert "“broken” was skipped" in found.failures[0]


def test_a_broken_file_of_our_own_is_our_bug(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = registry(tmp_path, monkeypatch, a="raise RuntimeError('bug')\n")
    with pytest.raises(RuntimeError, match="bug"):
        found.names()


def test_the_real_registries_are_registries() -> None:
    assert isinstance(EXPORTS, tui.registry.Registry)
    assert "markdown" in EXPORTS.names()
