"""The log of changes, newest first, and the change that restores an earlier state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from tui.model import Change, Edit
from tui.model.annotation import Editable
from tui.session.undo_history import concerns
from tui.store import LoggedChange, Records


def newest_first(log: Sequence[LoggedChange], article: str | None) -> list[LoggedChange]:
    """The changes that concern the article or, for ``None``, all.

    An unreadable one may concern any article.
    """
    return [
        entry
        for entry in reversed(log)
        if article is None
        or (any(entry.change.passages()) and concerns(entry.change, article))
        or (entry.change.is_empty and not entry.is_verified)
    ]


def changed_article_ids(change: Change) -> list[str]:
    """The ids of the articles with changed annotations or corrections, each once, in order."""
    return list(dict.fromkeys(passage.article for passage in change.passages()))


def passage_excerpt(change: Change, article: str | None = None) -> str:
    """The words of the first changed passage (of the article), and how many more there are."""
    passages = [each for each in change.passages() if article in (None, each.article)]
    if not passages:
        return ""
    excerpt = " ".join(passages[0].selector.exact.split())
    return f"{excerpt} (and {len(passages) - 1:,} more)" if len(passages) > 1 else excerpt


def local_time(moment: str) -> str:
    """An ISO 8601 moment in local time, to the second; unchanged if it is not one."""
    try:
        return datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d %H:%M:%S")
    except ValueError:
        return moment


def restoring_change(
    records: Records, later: Sequence[LoggedChange], when: str, article: str | None
) -> Change:
    """The change that restores the state before the ``later`` changes.

    Args:
        records: The current state.
        later: The changes since, newest first.
        when: The moment to restore, for the label.
        article: Restore only the annotations and corrections of this article; ``None`` for all,
            and the codebook.
    """
    edits = [edit for entry in later for edit in reversed(entry.change.edits)]
    corrections = [edit for entry in later for edit in reversed(entry.change.corrections)]
    codebooks = [entry.change.codebook[0] for entry in later if entry.change.codebook]
    is_other = article is None and bool(codebooks) and codebooks[-1] != records.codebook
    return Change(
        f"restored what was kept on {when}",
        _restoring_edits(records.annotations, edits, article),
        (records.codebook, codebooks[-1]) if is_other else None,
        corrections=_restoring_edits(records.corrections, corrections, article),
    )


def _restoring_edits(
    now: Mapping[str, Editable], edits: Iterable[Edit[Editable]], article: str | None
) -> tuple[Edit[Editable], ...]:
    # The edits are newest first: of several of one annotation the oldest decides.
    earlier = {edit.id: edit.before for edit in edits if article in (None, edit.known.article)}
    restoring = [Edit(now.get(key), before) for key, before in earlier.items()]
    return tuple(edit for edit in restoring if edit.before != edit.after)


def describe_restore(change: Change) -> str:
    """What a restoring change does: "brings back 3 passages, takes away 2"."""
    passages = _counts([(edit.before, edit.after) for edit in change.edits], "passage")
    corrections = _counts([(edit.before, edit.after) for edit in change.corrections], "correction")
    themes = ["changes the themes"] if change.codebook else []
    return ", ".join(passages + corrections + themes)


def _counts(sides: Sequence[tuple[object, object]], noun: str) -> list[str]:
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
