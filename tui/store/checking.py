"""Looking through a data file and its company, changing nothing."""

from __future__ import annotations

from pathlib import Path

from tui.errors import StoreError
from tui.store.base import Finding, Records
from tui.store.chain import bytes_of, lines_of
from tui.store.history import happened
from tui.store.journal import Journal
from tui.store.json_file import JsonFile
from tui.store.kept import Kept, records_in
from tui.store.locking import undisturbed
from tui.store.wording import changes, counted, listed

DATA, JOURNAL, HISTORY, LOCK = "data file", "journal", "history", "lock"


def check_files(path: Path) -> tuple[list[Finding], Records | None]:
    """What is found in the data file at ``path``, its journal, its history and its lock.

    The records are those that are kept, or ``None`` if they cannot be used.
    """
    with undisturbed(path) as writer:
        found, records = examined(path)
    lock = f"{writer} is writing all the time; quit it." if writer else "Nobody is writing."
    return [*found, Finding(LOCK, not writer, lock)], records


def examined(path: Path) -> tuple[list[Finding], Records | None]:
    """As `check_files`, by somebody who has the lock."""
    data, journal = _data_file(path), _journal(path.with_suffix(".journal"))
    kept = Kept(path)
    records = None
    try:
        kept.catch_up()
        records = kept.records
    except StoreError as error:
        if data.is_well and journal.is_well:
            journal = Finding(JOURNAL, False, str(error))
    told = [Finding(DATA, True, sentence) for sentence in kept.notices]
    history = _history(path.with_suffix(".history"))
    if not path.exists() and history.counts.get("changes"):
        lost = changes(history.counts["changes"])
        data = Finding(DATA, False, f"It is missing, although the history tells of {lost}.")
    return [data, *told, journal, history], records


def _data_file(path: Path) -> Finding:
    file = JsonFile(path)
    try:
        tables = file.read()
        if tables is None:
            return Finding(DATA, True, "Nothing is kept yet.")
        records = records_in(file, tables)
    except StoreError as error:
        return Finding(DATA, False, str(error))
    counts = {
        "annotations": len(records.annotations),
        "themes": len(records.codebook),
        "articles": len(records.articles),
        "corrections": len(records.corrections),
    }
    said = ", ".join(counted(count, name.rstrip("s")) for name, count in counts.items())
    return Finding(DATA, True, f"It holds {said}.", counts)


def _journal(path: Path) -> Finding:
    journal = Journal(path)
    try:
        journal.read()
    except StoreError as error:
        return Finding(JOURNAL, False, str(error))
    counts = {"changes": journal.count}
    if journal.is_blank:
        return Finding(JOURNAL, False, "It is empty, as Pullquote never leaves it.", counts)
    if journal.torn:
        flaw = f"The last change in {path.name} broke off ({journal.torn:,} bytes)."
        return Finding(JOURNAL, False, flaw, counts)
    if not journal.count:
        return Finding(JOURNAL, True, "No changes wait in it.", counts)
    return Finding(JOURNAL, True, f"It holds {changes(journal.count)}, all of them whole.", counts)


def _history(path: Path) -> Finding:
    try:
        data = bytes_of(path)
    except StoreError as error:
        return Finding(HISTORY, False, str(error))
    lines = list(lines_of(data))
    count = sum(len(journal.lines) for journal in happened(lines))
    damaged = [line.number for line in lines if not line.is_sound]
    if damaged:
        which = listed(damaged)
        return Finding(HISTORY, False, f"{path.name} is damaged in {which}.", {"changes": count})
    if len(lines) != data.count(b"\n"):
        flaw = f"{path.name} is damaged at the end of a line; nothing is lost."
        return Finding(HISTORY, False, flaw, {"changes": count})
    return Finding(HISTORY, True, f"It tells of {changes(count)}.", {"changes": count})
