"""The shapes of names, dates and sums of money; compiled on first use."""

from __future__ import annotations

import re
from functools import cache

from tui.analysis.word_lists import words

CAPITALISED = r"[A-ZÀ-ÖØ-Þ][A-Za-zÀ-ÖØ-öø-ÿ'’\-]*[A-Za-zÀ-ÿ]"
PARTICLE = r"(?:de|del|della|van|von|der|den|al|el|bin|ibn|la|le|da|dos|du|ter|y)"
NAME = rf"{CAPITALISED}(?:[ ](?:[A-Z]\.|{PARTICLE}[ ]{CAPITALISED}|{CAPITALISED})){{0,4}}"
SAID = (
    r"(?:said|says|told|added|adds|wrote|tweeted|noted|argued|warned|explained|insisted|claimed"
    r"|asked|replied|recalled|acknowledged|testified|stated)"
)

_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH = (
    r"(?:Jan(?:uary|\.)|Feb(?:ruary|\.)|March|April|May|June|July|Aug(?:ust|\.)"
    r"|Sept(?:ember|\.)|Oct(?:ober|\.)|Nov(?:ember|\.)|Dec(?:ember|\.))"
)
_UNIT = (
    r"(?:week|month|year|weekend|decade|century|quarter|summer|winter|spring|autumn|fall|night)s?"
)
_COUNT = r"(?:a|one|two|three|four|five|six|seven|eight|nine|ten|\d+)"


def any_of(entries: frozenset[str]) -> str:
    """A regular expression for one of the entries, the longest first."""
    ordered = sorted(entries, key=lambda entry: (-len(entry), entry))
    return "(?:" + "|".join(map(re.escape, ordered)) + ")"


@cache
def date() -> re.Pattern[str]:
    """Days, dates, years and spans of time."""
    return re.compile(
        rf"\b(?:{_DAY}|{_MONTH}[ ]\d{{1,2}}(?:,[ ]\d{{4}})?|\d{{1,2}}[ ]{_MONTH}(?:[ ]\d{{4}})?"
        rf"|{_MONTH}[ ]\d{{4}}"
        rf"|(?:[Ll]ast|[Nn]ext|[Tt]his|[Pp]ast|[Rr]ecent|[Pp]revious)[ ](?:{_UNIT}|{_DAY}|{_MONTH})"
        r"|(?:19|20)\d\ds?|[Yy]esterday|[Tt]oday|[Tt]omorrow"
        r"|(?:January|February|April|June|July|August|September|October|November|December)"
        rf"|{_COUNT}[ ](?:days?|weeks?|months?|years?|decades?)[ ](?:ago|later|earlier))(?!\w)"
    )


@cache
def money() -> re.Pattern[str]:
    """Sums with their currency."""
    return re.compile(
        r"(?:(?:US|C|A|NZ|HK)?[$£€¥₹][ ]?\d[\d,.]*\d?"
        r"(?:[ ]?(?:thousand|million|billion|trillion|bn|mn|m|k)\b)?)"
        r"|\b\d[\d,.]*[ ](?:(?:thousand|million|billion|trillion)[ ])?"
        r"(?:dollars|euros|pounds|yen|yuan|pesos|rupees|rubles|roubles|cents)\b"
    )


@cache
def organisation() -> re.Pattern[str]:
    """Names that end in, or begin with, the word for a kind of body."""
    body = any_of(words("organisation_words"))
    further = rf"{CAPITALISED}(?:[ ](?:and[ ])?{CAPITALISED}){{0,7}}"
    return re.compile(
        rf"\b(?:{CAPITALISED}|U\.S\.|U\.N\.)"
        rf"(?:[ ](?:{CAPITALISED}|and|de|&|U\.S\.)){{0,7}}[ ]{body}(?!\w)"
        rf"(?:[ ](?:of|for|on)(?:[ ]the)?[ ]{further})?"
        rf"|\b{body}[ ](?:of|for)(?:[ ]the)?[ ]{further}"
    )


@cache
def place() -> re.Pattern[str]:
    """Names that end in the word for a kind of place."""
    return re.compile(
        rf"\b{CAPITALISED}(?:[ ]{CAPITALISED}){{0,4}}[ ]{any_of(words('place_words'))}(?!\w)"
    )


@cache
def town() -> re.Pattern[str]:
    """A name (group 1) in front of the abbreviation of a state."""
    states = any_of(frozenset(name for name in words("places_more") if name.endswith(".")))
    return re.compile(rf"({CAPITALISED}(?:[ ]{CAPITALISED}){{0,2}}),[ ]{states}(?!\w)")


@cache
def names() -> re.Pattern[str]:
    """Two or more capitalised words in a row."""
    return re.compile(
        rf"\b{CAPITALISED}(?:[ ](?:[A-Z]\.|{PARTICLE}[ ]{CAPITALISED}|{CAPITALISED})){{1,6}}"
    )


@cache
def titled() -> re.Pattern[str]:
    """A name with a title in front (group 1)."""
    return re.compile(rf"\b{any_of(words('titles'))}\.?[ ]({NAME})", re.NOFLAG)


@cache
def speaking() -> tuple[re.Pattern[str], ...]:
    """A name with a verb of speech after or in front of it (group 1)."""
    aside = r"(?:,[^,.\n]{3,90},)?"
    return (
        re.compile(rf"({NAME}){aside}[ ](?:also[ ]|later[ ]|has[ ]|had[ ])?{SAID}\b"),
        re.compile(rf"\b{SAID}[ ]({NAME})"),
    )


ACRONYM = re.compile(r"\b[A-Z][A-Z&]{2,6}\b")
