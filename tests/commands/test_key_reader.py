from __future__ import annotations

import pytest

from tui.commands import COMMANDS, Chosen, Group, KeyArguments, KeyReader, Pending
from tui.commands.command import Command, show_key
from tui.commands.key_reader import parse_counted_keys
from tui.errors import RegistryError, UsageError


def _command(id: str, *keys: str, counts: bool = False) -> Command:
    return Command(id, keys, id, "Do it.", Group.MOVE, lambda context: None, counts=counts)


def _fed(reader: KeyReader, keys: str) -> tuple[str, KeyArguments] | Pending | None:
    """What the last of the keys leads to."""
    result = None
    for key in keys.split():
        result = reader.feed(key)
    return (result.command.id, result.arguments) if isinstance(result, Chosen) else result


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
    assert _fed(reader, "j") == ("down", KeyArguments())
    assert reader.feed("k") is None


def test_a_sequence_is_collected() -> None:
    reader = KeyReader([_command("quote", "] q"), _command("entity", "] e")])
    assert reader.feed("]") == Pending("]")
    assert [keys for keys, _ in reader.continuations()] == ["q", "e"]
    assert _fed(reader, "e") == ("entity", KeyArguments())
    assert reader.prefix == ""


def test_a_wrong_second_key_is_dropped() -> None:
    reader = KeyReader([_command("quote", "] q"), _command("quit", "q")])
    reader.feed("]")
    assert reader.feed("z") is None
    assert _fed(reader, "q") == ("quit", KeyArguments())


@pytest.mark.parametrize(
    ("keys", "result"),
    [
        ("0", Pending("", "")),
        ("0 1 2", Pending("", "12")),
        ("0 1 2 j", ("down", KeyArguments(12))),
        ("0 3 ]", Pending("]", "3")),
        ("0 3 ] q", ("quote", KeyArguments(3))),
        ("0 j", ("down", KeyArguments())),
        ("0 1 0 j", ("down", KeyArguments(10))),
        ("0 1 2 3 4 5 j", ("down", KeyArguments(1234))),
        ("0 3 z", None),
        ("0 3 j j", ("down", KeyArguments())),
        ("1", ("trade", KeyArguments())),
        ("0 1 1", Pending("", "11")),
        ("M b", ("mark", KeyArguments(0, "b"))),
        ("M 1", None),
    ],
)
def test_digits_after_the_count_key_are_a_number(keys: str, result: object) -> None:
    reader = KeyReader(
        [
            _command("count", "0"),
            _command("down", "j", counts=True),
            _command("quote", "] q", counts=True),
            _command("trade", "1"),
            _command("mark", "M <letter>"),
        ]
    )
    assert _fed(reader, keys) == result
    assert reader.is_pending == isinstance(result, Pending)


def test_after_a_number_only_what_counts_is_offered() -> None:
    reader = KeyReader(
        [_command("count", "0"), _command("j", "j", counts=True), _command("x", "x")]
    )
    _fed(reader, "0 3")
    assert [keys for keys, _ in reader.continuations()] == ["j"]


def test_a_number_and_a_key_can_be_written_in_one_line() -> None:
    for words, id, count in ("3j", "next-sentence", 3), (" 12 ]q ", "next-quote", 12):
        result = parse_counted_keys(words, COMMANDS)
        assert result is not None
        assert (result.command.id, result.arguments.number) == (id, count)
    for words in "120", "50%", "50 %", "j", "":
        assert parse_counted_keys(words, COMMANDS) is None
    for words in "3z", "3jj", "3]", "3☂":
        with pytest.raises(UsageError, match="is no command's key"):
            parse_counted_keys(words, COMMANDS)
    with pytest.raises(UsageError, match="without a number"):
        parse_counted_keys("3m", COMMANDS)


def test_clashes_are_named() -> None:
    with pytest.raises(RegistryError, match=r"“one” and “two”"):
        KeyReader([_command("one", "a"), _command("two", "a")])
    with pytest.raises(RegistryError, match="begin another"):
        KeyReader([_command("one", "a"), _command("two", "a b")])


@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        ("j", "j"),
        ("] q", "]q"),
        ("ctrl+r", "^R"),
        ("pagedown", "PgDn"),
        ("+", "+"),
        ("M <letter>", "M a-z"),
    ],
)
def test_keys_are_shown_as_people_write_them(keys: str, shown: str) -> None:
    assert show_key(keys) == shown
