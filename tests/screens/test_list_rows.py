"""The rows of the side pane, which are made when they are shown."""

from tests.highlight.readings import reading
from tui.model import Quote, Span
from tui.widgets.list_rows import Row, quote_rows

TEXT = "Rain fell. Snow fell. Hail fell."
RAIN, SNOW, HAIL = Span(0, 10), Span(11, 21), Span(22, 32)


def test_quotes_stand_under_their_speakers_in_order_of_appearance_the_unnamed_last():
    quotes = (
        Quote("indirect", (RAIN,)),
        Quote("indirect", (SNOW,), name="Ana Ruiz"),
        Quote("indirect", (HAIL,), name="Ana Ruiz", correction="c1"),
    )
    rows = quote_rows(reading(TEXT, quotes=quotes))
    expected = [
        Row("Ana Ruiz", "2", is_heading=True),
        Row("Snow fell.", places=(SNOW,)),
        Row("Hail fell.", "reader", places=(HAIL,)),
        Row("Nobody named", "1", is_heading=True),
        Row("Rain fell.", places=(RAIN,)),
    ]
    assert list(rows) == expected
    assert [rows[index] for index in range(-5, 5)] == expected * 2
    assert list(rows[1:4]) == expected[1:4]
    assert rows == quote_rows(reading(TEXT, quotes=quotes))
    assert rows != quote_rows(reading(TEXT, quotes=quotes[:2]))


def test_where_nothing_is_said_one_row_says_so():
    assert [row.is_dim for row in quote_rows(reading(TEXT))] == [True]
