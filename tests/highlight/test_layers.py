"""Layers against the plain way of finding out: looking at everything."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.highlight.readings import annotated, reading, readings, spans
from tui.highlight import Layers
from tui.highlight.token_types import UNKNOWN_THEME, family, theme_part, token_for
from tui.model import Codebook, Entity, Quote, Reading, Span, Theme
from tui.model.span_index import SpanIndex


def token_at(current: Reading, offset: int) -> object:
    entities = [e for e in current.analysis.entities if e.span.holds(offset)]
    quoted = any(p.holds(offset) for q in current.analysis.quotes for p in q.content)
    over = [(s, a) for s, a in current.placed if s.holds(offset)]
    over.sort(key=lambda pair: (pair[0].length, -pair[0].start, pair[1].id))
    top = next((a.themes[-1] for _, a in over if a.themes), "")
    part = (theme_part(top) if top in current.codebook else UNKNOWN_THEME) if top else ""
    inner = max(entities, key=lambda e: e.span.start).label if entities else None
    options = (
        {family(e.label) for e in entities if e.span.start == max(x.span.start for x in entities)}
        if entities
        else {""}
    )
    return {
        token_for(part, quoted, option, any(a.note for _, a in over))
        for option in (options if inner else {""})
    }


@given(readings())
def test_every_code_point_has_the_token_of_what_lies_over_it(current: Reading) -> None:
    runs = Layers(current).runs(0, len(current.article.text))
    assert [run[0] for run in runs] == [0, *(run[1] for run in runs[:-1])]
    assert runs[-1][1] == len(current.article.text)
    assert all(one[2] is not other[2] for one, other in pairwise(runs))
    for start, end, token in runs:
        for offset in {start, (start + end) // 2, end - 1}:
            assert token in token_at(current, offset)


@given(readings(), st.data())
def test_a_stretch_has_the_runs_of_the_whole(current: Reading, data: st.DataObject) -> None:
    span = data.draw(spans(len(current.article.text)))
    whole = {
        offset: token
        for start, end, token in Layers(current).runs(0, len(current.article.text))
        for offset in range(start, end)
    }
    for start, end, token in Layers(current).runs(*span):
        assert all(whole[offset] is token for offset in range(start, end))


@given(readings(), st.data())
def test_what_lies_over_a_stretch_is_found(current: Reading, data: st.DataObject) -> None:
    span = data.draw(spans(len(current.article.text)))
    layers = Layers(current)
    quotes = [q for q in current.analysis.quotes if any(p.overlaps(span) for p in q.content)]
    assert list(layers.quotes(*span)) == quotes
    over = {a.id for place, a in current.placed if place.overlaps(span)}
    assert {a.id for _, a in layers.annotations(*span)} == over
    noted = {a.id for place, a in current.placed if place.overlaps(span) and a.note}
    assert {a.id for _, a in layers.notes(*span)} == noted
    themes = {t for place, a in current.placed if place.overlaps(span) for t in a.themes}
    stripes = layers.stripes(*span)
    shown = {theme for theme in stripes.columns if theme}
    assert shown <= themes
    assert len(shown) + stripes.hidden == len(themes)


@given(readings(), st.data())
def test_following_layers_are_those_of_the_later_reading(
    current: Reading, data: st.DataObject
) -> None:
    size = len(current.article.text)
    layers = Layers(current)
    if data.draw(st.booleans()):
        layers.settle(size // 2)
    layers.runs(0, size)
    kept = data.draw(st.permutations(current.annotations).map(lambda a: a[: len(a) // 2]))
    fresh = [
        annotated(900 + number, span, ("aid",), "n")
        for number, span in enumerate(data.draw(st.lists(spans(size), max_size=3)))
    ]
    later = reading("", annotations=(*kept, *fresh)).annotations
    now = replace(current, annotations=later)
    following, changed = layers.following(now)
    assert changed is not None
    assert following.runs(0, size) == Layers(now).runs(0, size)
    for offset in range(0, size, max(1, size // 50)):
        same = layers.stripes(offset, offset + 1) == following.stripes(offset, offset + 1)
        assert same or any(span.holds(offset) for span in changed)


def test_a_theme_keeps_its_column_beside_others() -> None:
    current = reading(
        "x" * 90,
        annotations=(
            annotated(1, Span(0, 60), ("asylum",)),
            annotated(2, Span(30, 90), ("trade", "aid")),
        ),
    )
    layers = Layers(current)
    assert layers.stripes(0, 10).columns == ("", "asylum", "", "")
    assert layers.stripes(40, 50).columns == ("trade", "asylum", "", "aid")
    assert layers.stripes(70, 80).columns == ("trade", "", "", "aid")
    assert layers.stripes(40, 50, columns=2).hidden == 1
    assert layers.stripes(25, 65, whole=True).columns == ("",) * 4
    assert layers.stripes(40, 50, columns=0).hidden == 3


def test_more_themes_than_columns_are_counted() -> None:
    themes = tuple(Theme(f"t{n}", f"t{n}") for n in range(7))
    current = reading(
        "x" * 9,
        annotations=(annotated(1, Span(0, 9), tuple(t.id for t in themes)),),
        codebook=Codebook(themes),
    )
    stripes = Layers(current).stripes(0, 9)
    assert stripes.columns == ("t0", "t1", "t2", "t3")
    assert stripes.hidden == 3


def test_the_smallest_annotation_is_on_top_unless_another_is_lifted() -> None:
    wide, narrow = annotated(1, Span(0, 9), ("trade",)), annotated(2, Span(2, 5), ("aid",))
    current = reading("x" * 9, annotations=(wide, narrow))
    trade, aid = (token_for(theme_part(t), False, "", False) for t in ("trade", "aid"))
    assert Layers(current).runs(0, 9) == [(0, 2, trade), (2, 5, aid), (5, 9, trade)]
    assert Layers(current, lifted=wide.annotation.id).runs(0, 9) == [(0, 9, trade)]


def test_findings_or_codebook_that_changed_may_show_anywhere() -> None:
    current = reading("Ann said so.")
    found = reading("Ann said so.", (Entity(Span(0, 3), "PERSON", "Ann"),)).analysis
    layers, changed = Layers(current).following(replace(current, analysis=found))
    assert changed is None
    assert layers.entities(0, 3)[0].name == "Ann"
    assert Layers(current).following(replace(current, codebook=Codebook(())))[1] is None


def test_the_gap_of_an_interrupted_quote_is_not_quoted() -> None:
    quote = Quote("direct", (Span(0, 4), Span(9, 12)))
    layers = Layers(reading("x" * 12, quotes=(quote,)))
    assert layers.quotes(4, 9) == ()
    assert layers.quotes(0, 12) == (quote,)


@given(st.lists(spans(200_000), max_size=30), spans(200_000), spans(200_000))
def test_an_index_finds_each_item_once(items: list[Span], asked: Span, first: Span) -> None:
    values = sorted(items)
    index = SpanIndex(values, lambda span: span)
    for span in (first, asked):
        assert sorted(value for _, _, value in index.overlapping(*span)) == [
            value for value in values if value.overlaps(span)
        ]
