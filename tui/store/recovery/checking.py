"""Checking a data file, its journal, its history and its lock, without changing anything."""

from __future__ import annotations

from pathlib import Path

from tui.errors import StoreError
from tui.store.data_file.json_file import JsonFile
from tui.store.file_lock import shared_lock
from tui.store.journal.checksum_chain import read_bytes_if_any, scan_lines
from tui.store.journal.history_file import applied_journals
from tui.store.journal.journal import Journal
from tui.store.messages import line_numbers
from tui.store.state import StoreState, decode_file
from tui.store.store import CheckResult, Records
from tui.wording import plural

DATA, JOURNAL, HISTORY, LOCK = "data file", "journal", "history", "lock"


def check_files(path: Path) -> tuple[list[CheckResult], Records | None]:
    """Check the data file at ``path``, its journal, its history and its lock.

    Returns:
        A result for each part, and the stored records; ``None`` if they cannot be read.
    """
    with shared_lock(path) as writer:
        results, records = check_locked_files(path)
    lock_path = path.with_suffix(".lock")
    if lock_path.exists() and not lock_path.is_file():
        # Reading works without it; saving does not.
        message = f"{lock_path.name} is no file, so nothing can be saved; move it away."
        return [*results, CheckResult(LOCK, False, message)], records
    message = f"{writer} is writing all the time; quit it." if writer else "Nobody is writing."
    return [*results, CheckResult(LOCK, not writer, message)], records


def check_locked_files(path: Path) -> tuple[list[CheckResult], Records | None]:
    """As `check_files` without the lock; the caller must hold it."""
    data, journal = _check_data_file(path), _check_journal(path.with_suffix(".journal"))
    state = StoreState(path)
    records = None
    try:
        state.refresh()
        records = state.records
    except StoreError as error:
        if data.is_ok and journal.is_ok:
            journal = CheckResult(JOURNAL, False, str(error))
    notices = [CheckResult(DATA, True, notice) for notice in state.notices]
    history = _check_history(path.with_suffix(".history"))
    if not path.exists() and (count := history.counts.get("changes")):
        lost = plural(count, "change")
        data = CheckResult(DATA, False, f"It is missing, although the history tells of {lost}.")
    return [data, *notices, journal, history], records


def _check_data_file(path: Path) -> CheckResult:
    file = JsonFile(path)
    try:
        tables = file.read()
        if tables is None:
            return CheckResult(DATA, True, "Nothing is kept yet.")
        records = decode_file(file, tables)
    except StoreError as error:
        return CheckResult(DATA, False, str(error))
    counts = {
        "annotations": len(records.annotations),
        "themes": len(records.codebook),
        "articles": len(records.articles),
        "corrections": len(records.corrections),
    }
    content = ", ".join(plural(count, name.rstrip("s")) for name, count in counts.items())
    return CheckResult(DATA, True, f"It holds {content}.", counts)


def _check_journal(path: Path) -> CheckResult:
    journal = Journal(path)
    try:
        journal.read()
    except StoreError as error:
        return CheckResult(JOURNAL, False, str(error))
    counts = {"changes": journal.count}
    if journal.is_blank:
        return CheckResult(JOURNAL, False, "It is empty, as Pullquote never leaves it.", counts)
    if journal.torn_size:
        flaw = f"The last change in {path.name} broke off ({journal.torn_size:,} bytes)."
        return CheckResult(JOURNAL, False, flaw, counts)
    if not journal.count:
        return CheckResult(JOURNAL, True, "No changes wait in it.", counts)
    content = plural(journal.count, "change")
    return CheckResult(JOURNAL, True, f"It holds {content}, all of them whole.", counts)


def _check_history(path: Path) -> CheckResult:
    try:
        data = read_bytes_if_any(path)
    except StoreError as error:
        return CheckResult(HISTORY, False, str(error))
    lines = list(scan_lines(data))
    count = sum(len(journal.lines) for journal in applied_journals(lines))
    counts = {"changes": count}
    damaged = [line.number for line in lines if not line.is_sound]
    if damaged:
        flaw = f"{path.name} is damaged in {line_numbers(damaged)}."
        return CheckResult(HISTORY, False, flaw, counts)
    if len(lines) != data.count(b"\n"):
        flaw = f"{path.name} is damaged at the end of a line; nothing is lost."
        return CheckResult(HISTORY, False, flaw, counts)
    return CheckResult(HISTORY, True, f"It tells of {plural(count, 'change')}.", counts)
