"""What was done, newest first, and the way back to how things were then: pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from tui.model import Change, Edit
from tui.model.annotation import Editable
from tui.session.undo_history import concerns
from tui.store import LoggedChange, Records


def newest_first(log: Sequence[LoggedChange], article: str | None) -> list[LoggedChange]:
    """The changes of the article's annotations or, for ``None``, all.

    One that cannot be read may be of any article.
    """
    return [
        one
        for one in reversed(log)
        if article is None
        or (any(one.change.passages()) and concerns(one.change, article))
        or (one.change.is_empty and not one.is_proven)
    ]


def changed_article_ids(change: Change) -> list[str]:
    """The ids of the articles whose annotations it changed, each once, in its order."""
    return list(dict.fromkeys(one.article for one in change.passages()))


def passage_excerpt(change: Change, article: str | None = None) -> str:
    """The words of its first passage, of the article's if one is named, and how many more."""
    passages = [one for one in change.passages() if article in (None, one.article)]
    if not passages:
        return ""
    words = " ".join(passages[0].selector.exact.split())
    return f"{words} (and {len(passages) - 1:,} more)" if len(passages) > 1 else words


def local_time(moment: str) -> str:
    """A moment of the log by the reader's clock, to the second; as it is if it is none."""
    try:
        return datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d %H:%M:%S")
    except ValueError:
        return moment


def restoring_change(
    kept: Records, later: Sequence[LoggedChange], when: str, article: str | None
) -> Change:
    """The change that makes everything said what it was before the ``later`` ones were made.

    Args:
        kept: What is kept now.
        later: What was done since, newest first.
        when: The moment to go back to, for the label.
        article: The article whose annotations and corrections go back; ``None`` for all of them
            and the codebook.
    """
    edits = [edit for one in later for edit in reversed(one.change.edits)]
    corrections = [edit for one in later for edit in reversed(one.change.corrections)]
    books = [one.change.codebook[0] for one in later if one.change.codebook]
    is_other = article is None and bool(books) and books[-1] != kept.codebook
    return Change(
        f"restored what was kept on {when}",
        _back(kept.annotations, edits, article),
        (kept.codebook, books[-1]) if is_other else None,
        corrections=_back(kept.corrections, corrections, article),
    )


def _back(
    now: Mapping[str, Editable], edits: Iterable[Edit[Editable]], article: str | None
) -> tuple[Edit[Editable], ...]:
    # From the last edit to the first: of several of one annotation the first has the last say.
    then = {edit.id: edit.before for edit in edits if article in (None, edit.known.article)}
    back = [Edit(now.get(key), one) for key, one in then.items()]
    return tuple(edit for edit in back if edit.before != edit.after)


def describe_restore(change: Change) -> str:
    """What going back would do: "brings back 3 passages, takes away 2, changes 1 correction"."""
    passages = _told([(edit.before, edit.after) for edit in change.edits], "passage")
    corrections = _told([(edit.before, edit.after) for edit in change.corrections], "correction")
    themes = ["changes the themes"] if change.codebook else []
    return ", ".join(passages + corrections + themes)


def _told(sides: Sequence[tuple[object, object]], noun: str) -> list[str]:
    counts = {
        "brings back": sum(before is None for before, _ in sides),
        "takes away": sum(after is None for _, after in sides),
        "changes": sum(None not in pair for pair in sides),
    }
    parts = [f"{verb} {count:,}" for verb, count in counts.items() if count]
    if parts:
        first = next(filter(None, counts.values()))
        parts[0] += f" {noun}" if first == 1 else f" {noun}s"
    return parts
