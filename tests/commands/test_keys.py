from __future__ import annotations

import pytest

from tui.commands import COMMANDS, Group, KeyReader, Pending
from tui.commands.command import Command, show_key
from tui.errors import RegistryError


def _command(id: str, *keys: str) -> Command:
    return Command(id, keys, id, "Do it.", Group.MOVE, lambda desk: None)


def test_ids_are_unique_and_every_command_is_explained() -> None:
    ids = [command.id for command in COMMANDS]
    assert len(ids) == len(set(ids))
    for command in COMMANDS:
        assert command.keys, command.id
        assert command.help.endswith("."), command.id
        assert command.label, command.id


def test_no_key_has_two_meanings() -> None:
    KeyReader(COMMANDS)


def test_footer_ranks_are_unique() -> None:
    ranks = [command.rank for command in COMMANDS if command.rank]
    assert sorted(ranks) == list(range(1, len(ranks) + 1))


def test_a_single_key_names_its_command() -> None:
    reader = KeyReader([_command("down", "j", "down")])
    found = reader.feed("j")
    assert isinstance(found, Command)
    assert found.id == "down"
    assert reader.feed("k") is None


def test_a_sequence_is_collected() -> None:
    reader = KeyReader([_command("quote", "] q"), _command("entity", "] e")])
    assert reader.feed("]") == Pending("]")
    assert [keys for keys, _ in reader.continuations()] == ["q", "e"]
    found = reader.feed("e")
    assert isinstance(found, Command)
    assert found.id == "entity"
    assert reader.prefix == ""


def test_a_wrong_second_key_is_dropped() -> None:
    reader = KeyReader([_command("quote", "] q"), _command("quit", "q")])
    reader.feed("]")
    assert reader.feed("z") is None
    found = reader.feed("q")
    assert isinstance(found, Command)
    assert found.id == "quit"


def test_clashes_are_named() -> None:
    with pytest.raises(RegistryError, match=r"“one” and “two”"):
        KeyReader([_command("one", "a"), _command("two", "a")])
    with pytest.raises(RegistryError, match="begin another"):
        KeyReader([_command("one", "a"), _command("two", "a b")])


@pytest.mark.parametrize(
    ("keys", "shown"),
    [("j", "j"), ("] q", "]q"), ("ctrl+r", "^R"), ("pagedown", "PgDn"), ("+", "+")],
)
def test_keys_are_shown_as_people_write_them(keys: str, shown: str) -> None:
    assert show_key(keys) == shown
