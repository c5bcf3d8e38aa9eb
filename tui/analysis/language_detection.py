"""Language identification by script and by function words.

Languages that share a script are told apart by the share of their most frequent function words
among the tokens, the small-word method of Grefenstette (1995), "Comparing Two Language
Identification Schemes". It needs no model and takes a few milliseconds at most.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from tui.analysis.word_lists import table_rows

_SAMPLE_LENGTH = 1_500
"""Code points of each of the three samples: start, middle and end of the text."""
_MIN_WORDS = 40
"""A sample with fewer words counts as English."""
_MIN_SHARE = 0.12
"""Lowest share of function words in the sample; 0.25 to 0.45 is usual in running text."""
LANGUAGE_NAMES = {
    "ar": "Arabic", "da": "Danish", "de": "German", "el": "Greek", "en": "English",
    "es": "Spanish", "fr": "French", "he": "Hebrew", "hi": "Hindi", "it": "Italian",
    "ja": "Japanese", "ko": "Korean", "nl": "Dutch", "pl": "Polish", "pt": "Portuguese",
    "ru": "Russian", "sv": "Swedish", "uk": "Ukrainian", "zh": "Chinese",
}  # fmt: skip
"""English names of the languages that can be detected, by ISO 639-1 code."""


def detect_language(text: str) -> str:
    """The language of most of the text.

    Args:
        text: Text of any length; three samples of it are read.

    Returns:
        An ISO 639-1 code from `LANGUAGE_NAMES`, "en" if the sample has fewer than 40 words, or an
        empty string if no known language reaches the lowest share of function words.
    """
    middle = max(_SAMPLE_LENGTH, len(text) // 2)
    last = max(middle + _SAMPLE_LENGTH, len(text) - _SAMPLE_LENGTH)
    sample = " ".join(text[start : start + _SAMPLE_LENGTH] for start in (0, middle, last))
    language = _language_of_script(sample)
    if language:
        return language
    tokens = re.findall(r"[^\W\d_]+", sample.lower())
    if len(tokens) < _MIN_WORDS:
        return "en"
    counts = {
        code: sum(token in function_words for token in tokens)
        for code, function_words in _function_words().items()
    }
    best = max(counts, key=counts.__getitem__)
    return best if counts[best] >= _MIN_SHARE * len(tokens) else ""


def _language_of_script(sample: str) -> str:
    """The language whose script most letters of the sample are in, or an empty string."""
    letters: Counter[str] = Counter()
    for match in _script_pattern().finditer(sample):
        letters[match.lastgroup or ""] += len(match.group())
    if 2 * letters.total() <= sum(map(str.isalpha, sample)):
        return ""
    # Japanese mixes kana with Chinese characters; Chinese has no kana.
    is_japanese = 5 * letters["ja"] > letters.total()
    return "ja" if is_japanese else max(letters, key=letters.__getitem__)


@cache
def _script_pattern() -> re.Pattern[str]:
    """A group per script, named after the most common language that uses it."""
    return re.compile(
        r"(?P<ja>[\u3040-\u30ff]+)|(?P<ko>[\uac00-\ud7af]+)|(?P<zh>[\u4e00-\u9fff]+)"
        r"|(?P<el>[\u0370-\u03ff]+)|(?P<he>[\u0590-\u05ff]+)|(?P<ar>[\u0600-\u06ff]+)"
        r"|(?P<hi>[\u0900-\u097f]+)"
    )


@cache
def _function_words() -> dict[str, frozenset[str]]:
    return {code: frozenset(line.lower().split()) for code, line in table_rows("function_words")}
