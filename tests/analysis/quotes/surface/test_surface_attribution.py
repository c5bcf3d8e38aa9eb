import pytest

from tui.analysis.quotes.surface.surface_attribution import (
    cue_after,
    cue_before,
    is_title,
    is_unattributable,
    labelled_turn,
    match_report,
    signature_after,
    source_label,
    transcript_label,
)
from tui.model import Span


def whole(text):
    return Span(0, len(text))


def texts(text, spans):
    return spans and tuple(span.of(text) for span in spans)


@pytest.mark.parametrize(
    ("gap", "expected"),
    [
        (" said Ann Lee.", ("said", "Ann Lee")),
        (" Ann Lee, a farmer, said.", ("said", "Ann Lee")),
        (" he added quietly.", ("added", "he")),
        (" as Ann Lee put it.", ("put it", "Ann Lee")),
        (" a déclaré Jean Petit", ("a déclaré", "Jean Petit")),
        (" walked Ann Lee.", None),
        (" and then it rained, said Ann Lee.", None),
    ],
)
def test_cue_and_speaker_after_a_quote(gap, expected):
    assert texts(gap, cue_after(gap, whole(gap))) == expected


@pytest.mark.parametrize(
    ("gap", "expected", "adjacent"),
    [
        ("Ann Lee said: ", ("said", "Ann Lee"), True),
        ("In her words, ", ("words", "her"), True),
        ("王明说：", ("说", "王明"), True),
        ("Ann Lee said on Monday, ", ("said", "Ann Lee"), False),
        ("Ann Lee said that ", ("said", "Ann Lee"), False),
        ("Ann Lee walked, ", None, False),
    ],
)
def test_cue_and_speaker_before_a_quote(gap, expected, adjacent):
    assert texts(gap, cue_before(gap, whole(gap))) == expected
    beside = cue_before(gap, whole(gap), is_adjacent=True)
    assert texts(gap, beside) == (expected if adjacent else None)


@pytest.mark.parametrize(
    ("find", "text", "expected"),
    [
        (signature_after, " — Ann Lee", "Ann Lee"),
        (signature_after, " ― Ruth Cole, baker", "Ruth Cole"),
        (signature_after, " she left.", None),
        (transcript_label, "WALLER: You did.", "WALLER"),
        (transcript_label, "Waller said: no.", None),
        (source_label, "Ann Lee: ", "Ann Lee"),
        (source_label, "From the report: ", "the report"),
        (source_label, "She laughed and: ", None),
    ],
)
def test_names_without_a_cue(find, text, expected):
    span = find(text, whole(text))
    assert (span and span.of(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("WALLER: You did.", ("WALLER", "You did.")),
        ("Ann Lee: We Must Go", ("Ann Lee", "We Must Go")),
        ("We must go, Ann Lee said.", None),
    ],
)
def test_turns_of_a_transcript(text, expected):
    assert texts(text, labelled_turn(text, whole(text))) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Ann Lee said on Monday that it was over for good.",
            ("said", "Ann Lee", "it was over for good"),
        ),
        (
            "Ann Lee told reporters the dam was safe.",
            ("told", "Ann Lee", "the dam was safe"),
        ),
        ("Ann Lee walked to the bridge on Monday.", None),
    ],
)
def test_reporting_sentences(sentence, expected):
    report = match_report(sentence, whole(sentence))
    assert (report and (*texts(sentence, report[0]), report[1].of(sentence))) == expected


@pytest.mark.parametrize(
    ("before", "quoted", "expected"),
    [
        ("His novel, ", "“The Long Road,”", True),
        ("She was on ", "“Morning Show”", True),
        ("They carried a sign reading ", "“No more taxes.”", True),
        ("She was in ", "“a state of fear”", False),
        ("She said ", "“we will go.”", False),
    ],
)
def test_banners_titles_and_nicknames_are_no_speech(before, quoted, expected):
    text = before + quoted
    gap, span = Span(0, len(before)), Span(len(before), len(text))
    assert is_unattributable(text, gap, span) is expected


def test_titles_are_capitalised():
    assert is_title("“Road to the Sea”", Span(0, 17))
    assert not is_title("“Road to nowhere”", Span(0, 17))
