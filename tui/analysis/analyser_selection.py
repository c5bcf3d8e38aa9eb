"""The choice of an analyser by the language of a text."""

from __future__ import annotations

from tui.analysis.analyser import Analyser
from tui.analysis.language_detection import LANGUAGE_NAMES, detect_language
from tui.config import pipelines


def analyser_for_text(requested: Analyser, text: str) -> Analyser:
    """The requested analyser if it can handle the language of the text, else one that can.

    Raises:
        UsageError: If the reader's configuration cannot be read.
    """
    language = detect_language(text) if requested.language else requested.language
    if language == requested.language:
        return requested
    # Imported late: nearly all texts are English.
    from tui.analysis.other_languages import OtherLanguageAnalyser, PunctuationAnalyser

    package = pipelines().get(language)
    return OtherLanguageAnalyser(language, package) if package else PunctuationAnalyser()


def no_names_notice(requested: Analyser, text: str) -> str:
    """A sentence for the reader if no names are looked for in the text, else an empty string.

    Raises:
        UsageError: If the reader's configuration cannot be read.
    """
    if analyser_for_text(requested, text).name != "punctuation":
        return ""
    language = detect_language(text)
    seems = f"seems to be {LANGUAGE_NAMES[language]}" if language else "does not seem to be English"
    return f"No names are looked for: this text {seems}; quotes are found by punctuation."
