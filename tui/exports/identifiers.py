"""Identifiers, names and article metadata that are the same in every export of the same notes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from urllib.parse import quote
from uuid import UUID, uuid5

from tui.model import Article

NAMESPACE = UUID("5b0fba34-6a0e-5f0e-9f5d-7d8c6b2f1c3a")
ARTICLE_URN = "urn:pullquote:article:"


def uuid_of(kind: str, *names: str) -> str:
    """The UUID (version 5) of the thing of that kind and name, as 36 characters."""
    return str(uuid5(NAMESPACE, json.dumps((kind, *names))))


def article_urn(article_id: str) -> str:
    """The URN of an article, for formats that want an address."""
    return ARTICLE_URN + quote(article_id, safe="", errors="replace")


def article_metadata(article: Article) -> dict[str, str]:
    """Id, title, outlet, byline, date and path of an article, without those that are empty."""
    metadata = {
        "article": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "byline": article.byline,
        "date": article.date,
        "path": article.path,
    }
    return {name: value for name, value in metadata.items() if value}


def unique_names(names: Mapping[str, str]) -> dict[str, str]:
    """The names by id, without case no two the same: the later one gets a number."""
    unique: dict[str, str] = {}
    taken: set[str] = set()
    for id_, name in names.items():
        candidate, number = name, 1
        while candidate.casefold() in taken:
            number += 1
            candidate = f"{name}-{number}"
        taken.add(candidate.casefold())
        unique[id_] = candidate
    return unique
