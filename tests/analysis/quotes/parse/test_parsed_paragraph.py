import pytest

from tests.analysis.quotes.parse.tokens import token_of
from tui.analysis.quotes.parse.parsed_paragraph import ParsedParagraph
from tui.model import Span

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("Ann Lee said no.", "said", "Lee"),
        ("Ann Lee sat down and said no.", "said", "Lee"),
        ("The story was told by Ann Lee.", "told", "Lee"),
        ("Ann Lee left, saying no.", "saying", "Lee"),
        ("The union issued a statement saying that talks had failed.", "saying", "union"),
        ("Asked why, she left.", "Asked", None),
    ],
)
def test_the_subject_of_a_verb(parse, text, verb, expected):
    parsed = parse(text)
    subject = parsed.subject(token_of(parsed, verb))
    assert (subject and subject.text) == expected


@pytest.mark.parametrize(
    ("text", "head", "expected"),
    [
        ("The mayor of Lund said no.", "mayor", "The mayor of Lund"),
        ("Mayor Ann Lee said no.", "Lee", "Mayor Ann Lee"),
        ("France and Spain said no.", "France", "France and Spain"),
        ("It was late.", "It", "It"),
    ],
)
def test_the_mention_with_a_head(parse, text, head, expected):
    parsed = parse(text)
    assert parsed.mention_span(token_of(parsed, head)).of(text) == expected


def test_tokens_in_quotation_marks(parse):
    parsed = parse("Ann Lee said “we will go” and left.")
    quoted = [token.text for token in parsed.doc if parsed.is_quoted[token.i]]
    assert quoted == ["“", "we", "will", "go", "”"]
    assert [parsed.text[start:][:3] for start in parsed.subject_offsets()] == ["Lee"]


def test_adjacent_tokens_become_one_span_without_punctuation(parse):
    text = "She saw the dam, the pier and the mine."
    parsed = parse(text)
    tokens = [token for token in parsed.doc if token.text not in ("She", "saw", "pier")]
    spans = parsed.contiguous_spans(tokens)
    assert [span.of(text) for span in spans] == ["the dam, the", "and the mine."]


def test_a_span_that_cuts_a_quoted_span_is_widened(parse):
    text = "She said “we will go” and left."
    parsed = parse(text)
    cut = Span(text.index("said"), text.index("will"))
    assert parsed.widened(cut).of(text) == "said “we will go”"
    outside = Span(0, 3)
    assert parsed.widened(outside) == outside


@pytest.mark.parametrize(
    ("text", "token", "expected"),
    [
        ("The men who want war left.", "want", True),
        ("She went to back him.", "back", True),
        ("He left, praising her.", "praising", False),
        ("He praised her.", "praised", False),
    ],
)
def test_embedded_clauses(parse, text, token, expected):
    parsed = parse(text)
    assert parsed.is_embedded(token_of(parsed, token)) is expected


def test_offsets_are_those_of_the_article(parse):
    paragraph = "Ann Lee left. Tom Hale stayed."
    text = f"A heading\n{paragraph}"
    start = text.index(paragraph)
    parsed = ParsedParagraph(parse(paragraph).doc, Span(start, len(text)), text)
    hale = token_of(parsed, "Hale")
    assert parsed.token_span(hale).of(text) == "Hale"
    assert parsed.token_start(hale) == text.index("Hale")
    assert parsed.sentence_at(text.index("stayed")).of(text) == "Tom Hale stayed."
    assert parsed.tokens_between(*parsed.token_span(hale)).text == "Hale"
    assert len(parsed.tokens_between(start + 5, start)) == 0
    assert parsed.is_speaker(hale)
    assert not parsed.is_speaker(token_of(parsed, "stayed"))
