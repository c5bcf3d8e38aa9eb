"""Regular expressions for names, dates and sums of money, compiled on first use."""

from __future__ import annotations

import re
from functools import cache

from tui.analysis.word_lists import word_set

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
    """A regular expression that matches one of the entries, longer ones first."""
    ordered = sorted(entries, key=lambda entry: (-len(entry), entry))
    return "(?:" + "|".join(map(re.escape, ordered)) + ")"


@cache
def date() -> re.Pattern[str]:
    """Days, dates, years and periods."""
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
    """Sums of money with their currency."""
    return re.compile(
        r"(?:(?:US|C|A|NZ|HK)?[$£€¥₹][ ]?\d[\d,.]*\d?"
        r"(?:[ ]?(?:thousand|million|billion|trillion|bn|mn|m|k)\b)?)"
        r"|\b\d[\d,.]*[ ](?:(?:thousand|million|billion|trillion)[ ])?"
        r"(?:dollars|euros|pounds|yen|yuan|pesos|rupees|rubles|roubles|cents)\b"
    )


@cache
def organisation() -> re.Pattern[str]:
    """Names that start or end with the noun for a kind of organisation: "Council of ..."."""
    noun = any_of(word_set("organisation_words"))
    names = rf"{CAPITALISED}(?:[ ](?:and[ ])?{CAPITALISED}){{0,7}}"
    return re.compile(
        rf"\b(?:{CAPITALISED}|U\.S\.|U\.N\.)"
        rf"(?:[ ](?:{CAPITALISED}|and|de|&|U\.S\.)){{0,7}}[ ]{noun}(?!\w)"
        rf"(?:[ ](?:of|for|on)(?:[ ]the)?[ ]{names})?"
        rf"|\b{noun}[ ](?:of|for)(?:[ ]the)?[ ]{names}"
    )


@cache
def place() -> re.Pattern[str]:
    """Names that end with the noun for a kind of place: "... River"."""
    return re.compile(
        rf"\b{CAPITALISED}(?:[ ]{CAPITALISED}){{0,4}}[ ]{any_of(word_set('place_words'))}(?!\w)"
    )


@cache
def town_before_state() -> re.Pattern[str]:
    """A name (group 1) before the abbreviation of a state: "Nogales, Ariz."."""
    states = any_of(frozenset(name for name in word_set("places_additional") if name.endswith(".")))
    return re.compile(rf"({CAPITALISED}(?:[ ]{CAPITALISED}){{0,2}}),[ ]{states}(?!\w)")


@cache
def capitalised_names() -> re.Pattern[str]:
    """Two or more capitalised tokens in a row, with particles: "Ann van Lee"."""
    return re.compile(
        rf"\b{CAPITALISED}(?:[ ](?:[A-Z]\.|{PARTICLE}[ ]{CAPITALISED}|{CAPITALISED})){{1,6}}"
    )


@cache
def titled_name() -> re.Pattern[str]:
    """A name (group 1) after a title."""
    return re.compile(rf"\b{any_of(word_set('titles'))}\.?[ ]({NAME})", re.NOFLAG)


@cache
def names_beside_verbs() -> tuple[re.Pattern[str], ...]:
    """A name (group 1) before or after a reporting verb."""
    aside = r"(?:,[^,.\n]{3,90},)?"
    return (
        re.compile(rf"({NAME}){aside}[ ](?:also[ ]|later[ ]|has[ ]|had[ ])?{SAID}\b"),
        re.compile(rf"\b{SAID}[ ]({NAME})"),
    )


ACRONYM = re.compile(r"\b[A-Z][A-Z&]{2,6}\b")
