import pytest

from tests.analysis.samples import described
from tui.analysis.quotes.parse.reporting_clauses import ReportingClauses, reporting_cues

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ann Lee said that the bridge was shut.",
            [("that the bridge was shut", "said", "Ann Lee")],
        ),
        (
            "The bridge was shut, Ann Lee said.",
            [("The bridge was shut", "said", "Ann Lee")],
        ),
        (
            "Hale said it was late and warned that nobody would come.",
            [("it was late", "said", "Hale"), ("that nobody would come", "warned", "Hale")],
        ),
        (
            "Hale said it was late, arguing that nobody would come.",
            [("it was late", "said", "Hale"), ("that nobody would come", "arguing", "Hale")],
        ),
        (
            "Ann Lee said the dam would be mended, two days after a storm hit.",
            [("the dam would be mended", "said", "Ann Lee")],
        ),
        (
            "As for the plan, “We like it,” she said.",
            [("“We like it,”", "said", "she")],
        ),
        ("You could say that the bridge is shut.", []),
        ("The men who wanted a new bridge left the town.", []),
        ("Ann Lee walked to the bridge.", []),
    ],
)
def test_reports_with_cue_and_speaker(parse, text, expected):
    assert described(text, ReportingClauses(parse(text)).find()) == expected


def test_verbs_in_quotation_marks_are_no_cues(parse):
    parsed = parse("Ann Lee said: “I told you that he warned us.”")
    assert [token.text for token, _ in reporting_cues(parsed)] == ["said"]


def test_the_subject_of_a_participle_is_that_of_the_main_cue(parse):
    clauses = ReportingClauses(parse("Hale said it was late, arguing that nobody would come."))
    clauses.find()
    arguing = next(token for token, verb in clauses.cues if verb.lemma == "argue")
    assert clauses.subject(arguing).text == "Hale"


def test_a_cue_without_anybody_before_it_has_no_subject(parse):
    clauses = ReportingClauses(parse("Said to be late."))
    assert [clauses.subject(token) for token, _ in clauses.cues] == [None]
