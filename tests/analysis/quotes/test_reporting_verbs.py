import pytest

from tui.analysis.quotes.reporting_verbs import inflections, reporting_verbs


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("deny", {"deny", "denies", "denied", "denying"}),
        ("agree", {"agree", "agrees", "agreed", "agreeing"}),
        ("push", {"push", "pushes", "pushed", "pushing"}),
        ("urge", {"urge", "urges", "urged", "urging"}),
        ("play", {"play", "plays", "played", "playing"}),
    ],
)
def test_regular_forms(lemma, forms):
    assert forms <= inflections(lemma)


@pytest.mark.parametrize(
    ("form", "lemma"), [("told", "tell"), ("denies", "deny"), ("saying", "say"), ("say", "say")]
)
def test_the_verb_of_a_form(form, lemma):
    assert reporting_verbs()[form].lemma == lemma


def test_what_a_verb_reports():
    assert "clause" in reporting_verbs()["said"].reports
    assert "infinitive" in reporting_verbs()["vowed"].reports
    assert "naming" in reporting_verbs()["called"].reports
    assert "naming" not in reporting_verbs()["said"].reports


def test_other_verbs_report_nothing():
    assert "walked" not in reporting_verbs()
