"""Which analyser makes sense for a text."""

from __future__ import annotations

from tui.analysis.analyser import Analyser
from tui.analysis.language_detection import NAMES, language_of
from tui.config import pipelines


def fitting(named: Analyser, text: str) -> Analyser:
    """The analyser that makes sense for the text: the named one, or one for its language.

    Raises:
        UsageError: if the reader's configuration cannot be read.
    """
    language = language_of(text) if named.language else named.language
    if language == named.language:
        return named
    # Only for such texts, since nearly all are English.
    package = pipelines().get(language)
    if package:
        from tui.analysis.other_languages import OtherLanguage

        return OtherLanguage(language, package)
    from tui.analysis.other_languages import Punctuation

    return Punctuation()


def unnamed(named: Analyser, text: str) -> str:
    """A sentence for the reader if no names are looked for in the text, else empty.

    Raises:
        UsageError: if the reader's configuration cannot be read.
    """
    if fitting(named, text).name != "punctuation":
        return ""
    language = language_of(text)
    seems = f"seems to be {NAMES[language]}" if language else "does not seem to be English"
    return f"No names are looked for: this text {seems}; quotes are found by punctuation."
