import pytest

from tests.analysis.samples import described, make_article
from tui.analysis.quotes.surface.surface_quotes import surface_quotes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“We will go on,” Ann Lee said. “It is late.”",
            [("“We will go on,” … “It is late.”", "said", "Ann Lee")],
        ),
        (
            "“We will go on,” Ann Lee said.\n“Nobody came home,”",
            [
                ("“We will go on,”", "said", "Ann Lee"),
                ("“Nobody came home,”", None, "Ann Lee"),
            ],
        ),
        (
            "Ann Lee said on Monday that it was over for good.",
            [("it was over for good", "said", "Ann Lee")],
        ),
        ("The so-called “smart” meters broke.", []),
        ("It rained on Monday.", []),
    ],
)
def test_quotes_of_paragraphs(text, expected):
    candidates, _ = surface_quotes(text, list(make_article(text).paragraphs))
    assert described(text, candidates) == expected


def test_all_quoted_spans_are_given_back():
    text = "“We will go on,” Ann Lee said.\nThe so-called “smart” meters broke."
    _, quoted = surface_quotes(text, list(make_article(text).paragraphs))
    assert [span.of(text) for span in quoted] == ["“We will go on,”", "“smart”"]
