from __future__ import annotations

from tests.session.test_motions import place, reading
from tui.session.navigation import units
from tui.session.navigation.caret import Caret
from tui.session.navigation.motions import caret_at, grown, moved, selecting, swapped, swept
from tui.session.navigation.overlaps import in_hand, lifted, reshaping, under

HERE = reading("Rain fell on the port. “Trade will slow,”", "Rain fell on the port.", "fell")


def ids_of(caret: Caret) -> list[str]:
    return [annotation.id for _, annotation in under(HERE, caret)]


def test_the_one_in_hand_comes_first_and_then_the_smaller_ones() -> None:
    caret = caret_at(HERE, place("fell").start)
    assert ids_of(caret) == ["2", "1", "0"]
    seen = []
    for _ in range(4):
        caret = lifted(HERE, caret) or caret
        seen.append(ids_of(caret))
    assert seen == [["2", "1", "0"], ["1", "2", "0"], ["0", "2", "1"], ["2", "1", "0"]]


def test_what_is_in_hand_is_what_keys_act_on() -> None:
    caret = caret_at(HERE, place("port").start)
    assert in_hand(HERE, caret) is None
    caret = lifted(HERE, lifted(HERE, caret) or caret) or caret
    annotation = in_hand(HERE, caret)
    assert annotation is not None
    assert annotation.id == "0"
    assert caret.passage == place("Rain fell on the port. “Trade will slow,”")


def test_nothing_can_be_lifted_where_nothing_is() -> None:
    caret = caret_at(HERE, place("Nobody").start)
    assert lifted(HERE, caret) is None
    assert reshaping(HERE, caret) is None


def test_a_step_lets_go() -> None:
    caret = lifted(HERE, caret_at(HERE, place("fell").start))
    assert caret is not None
    further = moved(HERE, caret, units.Words(HERE), 1)
    assert further is not None
    assert further.held is None
    assert selecting(caret).held is None


def test_what_is_gone_is_no_longer_in_hand() -> None:
    caret = lifted(HERE, caret_at(HERE, place("fell").start))
    assert caret is not None
    assert in_hand(reading("Rain fell on the port."), caret) is None
    assert under(reading(), caret) == ()


def test_edges_are_moved_as_any_selection() -> None:
    caret = reshaping(HERE, caret_at(HERE, place("fell").start))
    assert caret is not None
    assert caret.is_reshaping
    words = units.Words(HERE)
    for step in (
        moved(HERE, caret, words, 2),
        moved(HERE, swapped(HERE, caret), words, -1),
        grown(HERE, caret, units.Sentences(HERE)),
        swept(HERE, caret, place("fell").start, place("port").start),
    ):
        assert step is not None
        assert step.is_reshaping
        assert step.held == caret.held
        assert step.passage != caret.passage
        assert ids_of(step)[0] == "2"
