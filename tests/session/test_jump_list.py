from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.session.navigation.marks_and_jumps import JumpList, JumpLists


def test_one_goes_back_and_forward_the_same_way() -> None:
    jumps = JumpLists()
    jumps.jumped("a", 10)
    jumps.jumped("a", 20)
    assert jumps.back("a", 30) == 20
    assert jumps.back("a", 20) == 10
    assert jumps.back("a", 10) is None
    assert jumps.forward("a") == 20
    assert jumps.forward("a") == 30
    assert jumps.forward("a") is None


def test_a_new_jump_forgets_what_lay_ahead() -> None:
    jumps = JumpLists()
    jumps.jumped("a", 10)
    jumps.jumped("a", 20)
    jumps.back("a", 30)
    jumps.jumped("a", 25)
    assert jumps.forward("a") is None
    assert jumps.back("a", 50) == 25
    assert jumps.back("a", 25) == 20


def test_a_place_is_kept_once() -> None:
    trail = JumpList().jumped(10).jumped(20).jumped(10)
    assert trail.offsets == (20, 10)
    step = trail.back(10)
    assert step is not None
    assert step[1] == 20


def test_every_article_has_its_own_trail() -> None:
    jumps = JumpLists()
    jumps.jumped("a", 10)
    assert jumps.back("b", 30) is None


def test_the_trail_is_not_endless() -> None:
    trail = JumpList()
    for place in range(1000):
        trail = trail.jumped(place)
    assert len(trail.offsets) == 100


@given(st.lists(st.integers(0, 20), max_size=12), st.integers(0, 20))
def test_all_the_way_back_and_forward_ends_where_it_began(jumps: list[int], here: int) -> None:
    trail = JumpList()
    for place in jumps:
        trail = trail.jumped(place)
    at, steps = here, 0
    while step := trail.back(at):
        trail, at = step
        steps += 1
    while step := trail.forward():
        trail, at = step
        steps -= 1
    assert (at, steps) == (here, 0)
