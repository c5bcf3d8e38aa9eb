"""A rule that raises on one paragraph costs that paragraph, never the article."""

import json

import pytest

from tests.analysis.samples import make_article
from tui.analysis import ANALYSERS, spacy_pass
from tui.analysis.entities import rule_finder
from tui.analysis.quotes.document_quotes import DocumentQuotes
from tui.analysis.quotes.surface import surface_quotes
from tui.analysis.serialization import analysis_from_json, analysis_to_json
from tui.analysis.speakers.speaker_resolution import SpeakerResolver
from tui.analysis.unread_paragraphs import unread_notice
from tui.model import Analysis, Span

TEXT = (
    "“The quay is shut,” said Ann Lee.\n\n"
    "“Krakatoa is quiet,” said Tom Hale.\n\n"
    "“We will wait,” said Ina Moor."
)
BROKEN = Span(TEXT.index("“Kra"), TEXT.index("Hale.") + len("Hale."))


def raising_at_krakatoa(function, text_of):
    """The function, failing as a rule does that meets what nobody thought of."""

    def broken(*args, **kwargs):
        if "Krakatoa" in text_of(*args):
            raise IndexError("no such token")
        return function(*args, **kwargs)

    return broken


RULES_PLACES = {
    "quotes": (
        surface_quotes, "find_quoted_spans", lambda text, paragraph: paragraph.of(text)
    ),
    "speakers": (
        SpeakerResolver, "resolve", lambda self, speaker, content: content[0].of(self.text)
    ),
}  # fmt: skip
PIPELINE_PLACES = {
    "tokens": (spacy_pass, "tokenize_with", lambda pipeline, text: text),
    "quotes": (DocumentQuotes, "add_paragraph", lambda self, parsed: parsed.doc.text),
    "speakers": RULES_PLACES["speakers"],
}


def check_that_only_the_middle_is_missing(analysis):
    assert [quote.name for quote in analysis.quotes] == ["Ann Lee", "Ina Moor"]
    assert analysis.unread == (BROKEN,)
    assert unread_notice(make_article(TEXT), analysis) == (
        "Names and quotes may be missing in paragraph 2: the analysis failed there."
    )


@pytest.mark.parametrize("place", RULES_PLACES)
def test_the_rules_lose_one_paragraph(monkeypatch, place):
    owner, name, text_of = RULES_PLACES[place]
    monkeypatch.setattr(owner, name, raising_at_krakatoa(getattr(owner, name), text_of))
    check_that_only_the_middle_is_missing(ANALYSERS.get("rules").analyse(make_article(TEXT)))


def test_the_rules_lose_the_names_of_one_paragraph(monkeypatch):
    find = rule_finder.rule_entities
    monkeypatch.setattr(
        "tui.analysis.rule_based_pass.rule_entities", raising_at_krakatoa(find, lambda text: text)
    )
    analysis = ANALYSERS.get("rules").analyse(make_article(TEXT))
    assert {entity.name for entity in analysis.entities} >= {"Ann Lee", "Ina Moor"}
    assert analysis.unread == (BROKEN,)


@pytest.mark.slow
@pytest.mark.parametrize("place", PIPELINE_PLACES)
def test_the_pipeline_loses_one_paragraph(md, monkeypatch, place):
    owner, name, text_of = PIPELINE_PLACES[place]
    monkeypatch.setattr(owner, name, raising_at_krakatoa(getattr(owner, name), text_of))
    *_, last = md.stream(make_article(TEXT), 0)
    check_that_only_the_middle_is_missing(last.analysis)


@pytest.mark.slow
def test_the_pipeline_loses_the_names_of_one_paragraph(md, monkeypatch):
    correct = spacy_pass.corrected_entities
    broken = raising_at_krakatoa(
        correct, lambda text, labelled: " ".join(span.of(text) for span, _ in labelled)
    )
    monkeypatch.setattr(spacy_pass, "corrected_entities", broken)
    analysis = md.analyse(make_article(TEXT))
    assert {entity.name for entity in analysis.entities} >= {"Ann Lee", "Ina Moor"}


def test_the_cache_keeps_what_was_not_read():
    analysis = Analysis("0" * 64, "rules", unread=(BROKEN,))
    as_json = json.loads(json.dumps(analysis_to_json(analysis)))
    assert analysis_from_json(as_json).unread == (BROKEN,)
    del as_json["unread"]  # as findings of earlier versions are
    assert analysis_from_json(as_json).unread == ()


def test_a_notice_of_many_paragraphs_is_short():
    article = make_article("A line.\n" * 9)
    spans = [Span(start, start + 7) for start in range(0, 72, 8)]
    assert unread_notice(article, Analysis(article.sha256)) == ""
    two = unread_notice(article, Analysis(article.sha256, unread=(*spans[:1], *spans[3:4])))
    assert "paragraphs 1 and 4:" in two
    nine = unread_notice(article, Analysis(article.sha256, unread=tuple(spans)))
    assert "9 paragraphs, the first of them paragraph 1:" in nine
