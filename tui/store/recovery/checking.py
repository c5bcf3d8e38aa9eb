"""Looking through a data file and its company, changing nothing."""

from __future__ import annotations

from pathlib import Path

from tui.errors import StoreError
from tui.store.data_file.json_file import JsonFile
from tui.store.file_lock import undisturbed
from tui.store.journal.checksum_chain import bytes_of, lines_of
from tui.store.journal.history_file import happened
from tui.store.journal.journal import Journal
from tui.store.messages import changes, counted, listed
from tui.store.state import StoreState, records_in
from tui.store.store import CheckResult, Records

DATA, JOURNAL, HISTORY, LOCK = "data file", "journal", "history", "lock"


def check_files(path: Path) -> tuple[list[CheckResult], Records | None]:
    """What is found in the data file at ``path``, its journal, its history and its lock.

    The records are those that are kept, or ``None`` if they cannot be used.
    """
    with undisturbed(path) as writer:
        found, records = examined(path)
    lock = f"{writer} is writing all the time; quit it." if writer else "Nobody is writing."
    return [*found, CheckResult(LOCK, not writer, lock)], records


def examined(path: Path) -> tuple[list[CheckResult], Records | None]:
    """As `check_files`, by somebody who has the lock."""
    data, journal = _data_file(path), _journal(path.with_suffix(".journal"))
    kept = StoreState(path)
    records = None
    try:
        kept.catch_up()
        records = kept.records
    except StoreError as error:
        if data.is_well and journal.is_well:
            journal = CheckResult(JOURNAL, False, str(error))
    told = [CheckResult(DATA, True, sentence) for sentence in kept.notices]
    history = _history(path.with_suffix(".history"))
    if not path.exists() and history.counts.get("changes"):
        lost = changes(history.counts["changes"])
        data = CheckResult(DATA, False, f"It is missing, although the history tells of {lost}.")
    return [data, *told, journal, history], records


def _data_file(path: Path) -> CheckResult:
    file = JsonFile(path)
    try:
        tables = file.read()
        if tables is None:
            return CheckResult(DATA, True, "Nothing is kept yet.")
        records = records_in(file, tables)
    except StoreError as error:
        return CheckResult(DATA, False, str(error))
    counts = {
        "annotations": len(records.annotations),
        "themes": len(records.codebook),
        "articles": len(records.articles),
        "corrections": len(records.corrections),
    }
    said = ", ".join(counted(count, name.rstrip("s")) for name, count in counts.items())
    return CheckResult(DATA, True, f"It holds {said}.", counts)


def _journal(path: Path) -> CheckResult:
    journal = Journal(path)
    try:
        journal.read()
    except StoreError as error:
        return CheckResult(JOURNAL, False, str(error))
    counts = {"changes": journal.count}
    if journal.is_blank:
        return CheckResult(JOURNAL, False, "It is empty, as Pullquote never leaves it.", counts)
    if journal.torn:
        flaw = f"The last change in {path.name} broke off ({journal.torn:,} bytes)."
        return CheckResult(JOURNAL, False, flaw, counts)
    if not journal.count:
        return CheckResult(JOURNAL, True, "No changes wait in it.", counts)
    return CheckResult(
        JOURNAL, True, f"It holds {changes(journal.count)}, all of them whole.", counts
    )


def _history(path: Path) -> CheckResult:
    try:
        data = bytes_of(path)
    except StoreError as error:
        return CheckResult(HISTORY, False, str(error))
    lines = list(lines_of(data))
    count = sum(len(journal.lines) for journal in happened(lines))
    damaged = [line.number for line in lines if not line.is_sound]
    if damaged:
        which = listed(damaged)
        return CheckResult(
            HISTORY, False, f"{path.name} is damaged in {which}.", {"changes": count}
        )
    if len(lines) != data.count(b"\n"):
        flaw = f"{path.name} is damaged at the end of a line; nothing is lost."
        return CheckResult(HISTORY, False, flaw, {"changes": count})
    return CheckResult(HISTORY, True, f"It tells of {changes(count)}.", {"changes": count})
