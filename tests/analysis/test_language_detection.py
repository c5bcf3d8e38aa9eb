import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.language_samples import FINNISH, TEXTS
from tests.analysis.samples import SEED
from tui.analysis.language_detection import LANGUAGE_NAMES, detect_language


@pytest.mark.parametrize("code", TEXTS)
def test_languages_are_told_apart(code):
    assert detect_language(TEXTS[code]) == code
    assert code in LANGUAGE_NAMES


def test_a_language_that_nobody_knows_is_not_english():
    assert detect_language(FINNISH) == ""


def test_english_with_foreign_words_is_english(seed):
    assert detect_language(SEED.read_text("utf-8")) == "en"
    assert detect_language(f"{TEXTS['en']} {TEXTS['en']} {TEXTS['de']}") == "en"


@pytest.mark.parametrize("text", ["", "Ja.", "Angela Merkel, Berlin", "1 2 3", "\n", "—"])
def test_a_text_of_a_few_words_counts_as_english(text):
    assert detect_language(text) == "en"


@given(st.text(max_size=300))
def test_any_text_has_a_language_or_none(text):
    assert detect_language(text) in {*LANGUAGE_NAMES, ""}
