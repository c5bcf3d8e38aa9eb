"""What language a text is in, told by a sample of its small words and its letters."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from tui.analysis.word_lists import table

_SAMPLE = 1_500
"""Code points looked at in each of three places."""
_FEW = 40
"""Words; fewer tell nothing."""
_SHARE = 0.12
"""Of the words, those that must be small words of a language: 25 to 45 % are usual."""
NAMES = {
    "ar": "Arabic", "da": "Danish", "de": "German", "el": "Greek", "en": "English",
    "es": "Spanish", "fr": "French", "he": "Hebrew", "hi": "Hindi", "it": "Italian",
    "ja": "Japanese", "ko": "Korean", "nl": "Dutch", "pl": "Polish", "pt": "Portuguese",
    "ru": "Russian", "sv": "Swedish", "uk": "Ukrainian", "zh": "Chinese",
}  # fmt: skip
"""The languages that are told apart, by ISO 639-1 code."""


def language_of(text: str) -> str:
    """ISO 639-1 code of the language of most of the text: empty for one that is not known.

    A text of a few words counts as English.
    """
    middle = max(_SAMPLE, len(text) // 2)
    last = max(middle + _SAMPLE, len(text) - _SAMPLE)
    sample = " ".join(text[start : start + _SAMPLE] for start in (0, middle, last))
    script = _script(sample)
    if script:
        return script
    words = re.findall(r"[^\W\d_]+", sample.lower())
    if len(words) < _FEW:
        return "en"
    counts = {code: sum(word in small for word in words) for code, small in _small().items()}
    best = max(counts, key=counts.__getitem__)
    return best if counts[best] >= _SHARE * len(words) else ""


def _script(sample: str) -> str:
    """The language that most letters can only belong to, else empty."""
    letters: Counter[str] = Counter()
    for found in _scripts().finditer(sample):
        letters[found.lastgroup or ""] += len(found.group())
    if 2 * letters.total() <= sum(map(str.isalpha, sample)):
        return ""
    # Kana stand among Chinese characters, and nowhere else.
    is_japanese = 5 * letters["ja"] > letters.total()
    return "ja" if is_japanese else max(letters, key=letters.__getitem__)


@cache
def _scripts() -> re.Pattern[str]:
    """Scripts that tell a language, or the one of theirs that is written most."""
    return re.compile(
        r"(?P<ja>[\u3040-\u30ff]+)|(?P<ko>[\uac00-\ud7af]+)|(?P<zh>[\u4e00-\u9fff]+)"
        r"|(?P<el>[\u0370-\u03ff]+)|(?P<he>[\u0590-\u05ff]+)|(?P<ar>[\u0600-\u06ff]+)"
        r"|(?P<hi>[\u0900-\u097f]+)"
    )


@cache
def _small() -> dict[str, frozenset[str]]:
    return {code: frozenset(line.lower().split()) for code, line in table("function_words")}
