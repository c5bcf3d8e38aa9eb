from __future__ import annotations

from tests.session.test_motions import place, reading
from tui.session.navigation import units
from tui.session.navigation.active_annotation import (
    activate_next,
    active_annotation,
    annotations_at_caret,
    start_moving_edges,
)
from tui.session.navigation.caret import Caret
from tui.session.navigation.motions import (
    caret_at,
    drag_selection,
    move_caret,
    other_edge,
    select_whole_units,
    start_selection,
)

HERE = reading("Rain fell on the port. “Trade will slow,”", "Rain fell on the port.", "fell")


def ids_of(caret: Caret) -> list[str]:
    return [annotation.id for _, annotation in annotations_at_caret(HERE, caret)]


def test_the_one_in_hand_comes_first_and_then_the_smaller_ones() -> None:
    caret = caret_at(HERE, place("fell").start)
    assert ids_of(caret) == ["2", "1", "0"]
    seen = []
    for _ in range(4):
        caret = activate_next(HERE, caret) or caret
        seen.append(ids_of(caret))
    assert seen == [["2", "1", "0"], ["1", "2", "0"], ["0", "2", "1"], ["2", "1", "0"]]


def test_what_is_in_hand_is_what_keys_act_on() -> None:
    caret = caret_at(HERE, place("port").start)
    assert active_annotation(HERE, caret) is None
    caret = activate_next(HERE, activate_next(HERE, caret) or caret) or caret
    annotation = active_annotation(HERE, caret)
    assert annotation is not None
    assert annotation.id == "0"
    assert caret.passage == place("Rain fell on the port. “Trade will slow,”")


def test_nothing_can_be_lifted_where_nothing_is() -> None:
    caret = caret_at(HERE, place("Nobody").start)
    assert activate_next(HERE, caret) is None
    assert start_moving_edges(HERE, caret) is None


def test_a_step_lets_go() -> None:
    caret = activate_next(HERE, caret_at(HERE, place("fell").start))
    assert caret is not None
    further = move_caret(HERE, caret, units.Words(HERE), 1)
    assert further is not None
    assert further.active is None
    assert start_selection(caret).active is None


def test_what_is_gone_is_no_longer_in_hand() -> None:
    caret = activate_next(HERE, caret_at(HERE, place("fell").start))
    assert caret is not None
    assert active_annotation(reading("Rain fell on the port."), caret) is None
    assert annotations_at_caret(reading(), caret) == ()


def test_edges_are_moved_as_any_selection() -> None:
    caret = start_moving_edges(HERE, caret_at(HERE, place("fell").start))
    assert caret is not None
    assert caret.is_moving_edges
    words = units.Words(HERE)
    for step in (
        move_caret(HERE, caret, words, 2),
        move_caret(HERE, other_edge(HERE, caret), words, -1),
        select_whole_units(HERE, caret, units.Sentences(HERE)),
        drag_selection(HERE, caret, place("fell").start, place("port").start),
    ):
        assert step is not None
        assert step.is_moving_edges
        assert step.active == caret.active
        assert step.passage != caret.passage
        assert ids_of(step)[0] == "2"
