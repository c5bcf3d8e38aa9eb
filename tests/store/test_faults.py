"""What the system may do to us while we write."""

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from tests.store.samples import adding, note, replacing
from tui.config import Workspace
from tui.errors import StoreBusy, StoreError, StoreReadOnly
from tui.store import ArticleRecord
from tui.store.engines.tinydb_engine import TinyDBStore

ROOT = Path(__file__).parents[2]

CALLS = [
    *(("whole", call) for call in ("open", "write", "fsync", "replace", "fchmod")),
    *(("journal", call) for call in ("open", "write", "fdatasync")),
]
OURS = (".tmp", ".journal", ".history")
REFUSALS = {
    errno.EACCES: (StoreReadOnly, "may not be written"),
    errno.EPERM: (StoreReadOnly, "may not be written"),
    errno.EROFS: (StoreReadOnly, "may not be written"),
    errno.ENOSPC: (StoreError, "the disk is full"),
    errno.EDQUOT: (StoreError, "the disk is full"),
    errno.EFBIG: (StoreError, "the allowed file size"),
    errno.EIO: (StoreError, "check the disk"),
}


def refusing(call, number):
    """``os.call`` that refuses what concerns what we write to, and does the rest."""
    real = getattr(os, call)

    def function(first, *others, **options):
        if isinstance(first, int):
            link = Path(f"/proc/self/fd/{first}")  # only Linux has it; elsewhere any file is ours
            is_ours = not link.parent.exists() or link.readlink().suffix in OURS
        else:
            is_ours = str(first).endswith(OURS)
        if is_ours:
            raise OSError(number, os.strerror(number))
        return real(first, *others, **options)

    return function


@pytest.mark.parametrize("number", REFUSALS, ids=errno.errorcode.get)
@pytest.mark.parametrize(("way", "call"), CALLS)
def test_refused_change_leaves_the_old_file(workspace, monkeypatch, way, call, number):
    monkeypatch.setattr("tui.store.journaled_file.SMALL_FILE", 1 << 30 if way == "whole" else 0)
    store = TinyDBStore()
    records = store.apply(workspace, adding(note(1)))
    before = workspace.data_file.read_bytes()
    kind, reason = REFUSALS[number]
    for action in (
        lambda: store.apply(workspace, adding(note(2))),
        lambda: store.apply(workspace, replacing(note(1), None)),
        lambda: store.save_article(workspace, ArticleRecord("a", "", "", "")),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(os, call, refusing(call, number))
            with pytest.raises(StoreError) as error:
                action()
        assert type(error.value) is kind
        assert reason in str(error.value)
        assert "pullquote.json" in str(error.value)
        assert "Errno" not in str(error.value)
        assert workspace.data_file.read_bytes() == before
        assert names(workspace) == ["pullquote.json", "pullquote.lock"]
        assert store.load(workspace) == records == TinyDBStore().load(workspace)
    assert len(store.apply(workspace, adding(note(2))).annotations) == 2


@pytest.mark.parametrize("number", REFUSALS, ids=errno.errorcode.get)
def test_refused_first_change_leaves_nothing(workspace, monkeypatch, number):
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", refusing("write", number))
        with pytest.raises(StoreError):
            TinyDBStore().apply(workspace, adding(note(1)))
    assert names(workspace) == ["pullquote.lock"]
    TinyDBStore().apply(workspace, adding(note(1)))


def test_interrupted_by_the_reader(workspace, monkeypatch):
    store = TinyDBStore()
    records = store.apply(workspace, adding(note(1)))

    def interrupt(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", interrupt)
        with pytest.raises(KeyboardInterrupt):
            store.apply(workspace, adding(note(2)))
    assert names(workspace) == ["pullquote.json", "pullquote.lock"]
    assert store.load(workspace) == records
    store.apply(workspace, adding(note(2)))


def test_short_writes_are_continued(workspace, monkeypatch):
    real = os.write
    monkeypatch.setattr(os, "write", lambda file, data: real(file, bytes(data[:100])))
    records = TinyDBStore().apply(workspace, adding(*map(note, range(10))))
    assert TinyDBStore().load(workspace) == records


def test_directory_that_cannot_be_synced(workspace, monkeypatch):
    real = os.fsync

    def sync(descriptor):
        if Path(f"/proc/self/fd/{descriptor}").resolve().is_dir():
            raise OSError(errno.EINVAL, "Invalid argument")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", sync)
    records = TinyDBStore().apply(workspace, adding(note(1)))
    assert TinyDBStore().load(workspace) == records


def test_file_that_is_marked_read_only(workspace, monkeypatch):
    store = TinyDBStore()
    store.apply(workspace, adding(note(1)))
    before = workspace.data_file.read_bytes()
    # An administrator may do everything, so the answer of the system is given for it.
    monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.W_OK)
    with pytest.raises(StoreReadOnly, match="may not be written"):
        store.apply(workspace, adding(note(2)))
    assert workspace.data_file.read_bytes() == before


def test_file_that_may_not_be_read(workspace, monkeypatch):
    TinyDBStore().apply(workspace, adding(note(1)))

    def refuse(*_args, **_options):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(StoreError, match="may not be read"):
        TinyDBStore().load(workspace)


NOBODY = """
import os, sys
from pathlib import Path
import filelock, tinydb, tui.store.data_file.compaction
from tests.store.samples import adding, note
from tui.config import Workspace
from tui.errors import StoreError
from tui.store.engines.tinydb_engine import TinyDBStore
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
store, workspace = TinyDBStore(), Workspace(Path(sys.argv[1]))
print(len(store.load(workspace).annotations))
try:
    store.apply(workspace, adding(note(2)))
except StoreError as error:
    print(type(error).__name__, error)
"""


@pytest.mark.parametrize("mode", ["directory", "both", "no directory"])
def test_without_permission_for_real(mode):
    with tempfile.TemporaryDirectory() as directory:  # pytest's own are closed to other users
        root = Path(directory)
        workspace = Workspace(root)
        if mode != "no directory":
            TinyDBStore().apply(workspace, adding(note(1)))
            workspace.data_file.chmod(0o444 if mode == "both" else 0o666)
            (workspace.annotations / "pullquote.lock").chmod(0o666)
            workspace.annotations.chmod(0o555)
        root.chmod(0o555)
        listed = sorted(map(str, root.rglob("*")))
        lines = run([sys.executable, "-c", NOBODY, directory]).splitlines()
        assert sorted(map(str, root.rglob("*"))) == listed
        root.chmod(0o755)
        if mode != "no directory":
            workspace.annotations.chmod(0o755)
    assert lines[0] == ("0" if mode == "no directory" else "1")
    assert lines[1].startswith("StoreReadOnly “")
    assert "may not be written" in lines[1]


LOSING = """
import os, sys
from pathlib import Path
import filelock, tinydb, tui.store.data_file.compaction
from tests.store.samples import adding, note
from tui.config import Workspace
from tui.errors import StoreReadOnly
from tui.store import journaled_file
from tui.store.engines.tinydb_engine import TinyDBStore
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
journaled_file.SMALL_FILE = int(sys.argv[2])
store, workspace = TinyDBStore(), Workspace(Path(sys.argv[1]))
store.apply(workspace, adding(note(1)))
records = store.apply(workspace, adding(note(2)))
for path, mode in ((workspace.data_file, 0o444), (workspace.annotations, 0o555)):
    path.chmod(mode)
try:
    store.apply(workspace, adding(note(3)))
except StoreReadOnly as error:
    print(error)
assert store.load(workspace) == records == TinyDBStore().load(workspace)
store.close(workspace)
for path, mode in ((workspace.annotations, 0o755), (workspace.data_file, 0o644)):
    path.chmod(mode)
print(len(store.apply(workspace, adding(note(3))).annotations))
"""


@pytest.mark.parametrize("small", [0, 1 << 30])
def test_permission_lost_while_running(small):
    with tempfile.TemporaryDirectory() as directory:
        Path(directory).chmod(0o777)
        lines = run([sys.executable, "-c", LOSING, directory, str(small)]).splitlines()
    assert "may not be written; change the permissions" in lines[0]
    assert lines[1] == "3"


SHARING = """
import os, sys
from pathlib import Path
import filelock, tinydb, tui.store.data_file.compaction
from tests.store.samples import adding, note
from tui.config import Workspace
from tui.store import journaled_file
from tui.store.engines.tinydb_engine import TinyDBStore
user, workspace = int(sys.argv[2]), Workspace(Path(sys.argv[1]))
os.setgroups([60000])
os.setgid(user)
os.setuid(user)
os.umask(0o002)
journaled_file.SMALL_FILE = int(sys.argv[3])
store, number = TinyDBStore(), len(TinyDBStore().load(workspace).annotations)
store.apply(workspace, adding(note(number)))
store.apply(workspace, adding(note(number + 1)))
store.close(workspace)
"""


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs two users")
@pytest.mark.parametrize("small", [0, 1 << 30])
@pytest.mark.parametrize("is_old", [False, True], ids=["lock of today", "lock of one's own"])
def test_users_of_one_group_share_a_workspace(small, is_old):
    with tempfile.TemporaryDirectory() as directory:
        os.chown(directory, 60001, 60000)
        Path(directory).chmod(0o775)
        workspace = Workspace(Path(directory))
        for count, user in enumerate((60001, 60002, 60001, 60002), 1):
            run([sys.executable, "-c", SHARING, directory, str(user), str(small)])
            assert len(TinyDBStore().load(workspace).annotations) == 2 * count
            for path in (workspace.annotations, *workspace.annotations.iterdir()):
                if count == 1:  # in a directory that does not hand its group down
                    os.chown(path, -1, 60000)
                assert path.stat().st_gid == 60000
            if is_old:
                (workspace.annotations / "pullquote.lock").chmod(0o644)


@pytest.mark.usefixtures("is_small")
@pytest.mark.parametrize("step", [-3600, -1, 0, 3600])
def test_a_clock_that_jumps(workspace, monkeypatch, step):
    mine, theirs = TinyDBStore(), TinyDBStore()
    now = time.time()
    for number in range(8):
        now += step * (1 if number % 3 else -2)
        monkeypatch.setattr("tui.files.time.time_ns", lambda now=now: int(now * 1e9))
        records = (mine, theirs)[number % 2].apply(workspace, adding(note(number)))
        for path in workspace.annotations.iterdir():
            os.utime(path, (now, now))
        for store in (mine, theirs, TinyDBStore()):
            assert store.load(workspace) == records
    assert len(records.annotations) == 8
    assert all(result.is_ok for result in mine.check(workspace)[0])


LIMITED = """
import resource, sys
from pathlib import Path
from tests.store.samples import adding, note
from tui.config import Workspace
from tui.errors import StoreError
from tui.store.engines.tinydb_engine import TinyDBStore
store, workspace = TinyDBStore(), Workspace(Path(sys.argv[1]))
records = store.apply(workspace, adding(note(1)))
_, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (workspace.data_file.stat().st_size + 200, hard))
try:
    store.apply(workspace, adding(*map(note, range(2, 60))))
except StoreError as error:
    print(error)
assert store.load(workspace) == records == TinyDBStore().load(workspace)
resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
print(len(store.apply(workspace, adding(*map(note, range(2, 60)))).annotations))
"""


def test_file_size_limit(workspace):
    lines = run([sys.executable, "-c", LIMITED, str(workspace.root)]).splitlines()
    assert "was not saved, for it would exceed the allowed file size" in lines[0]
    assert lines[1] == "59"
    assert names(workspace) == ["pullquote.json", "pullquote.lock"]


FULL = """
import sys
from pathlib import Path
from tests.store.samples import adding, note
from tui.config import Workspace
from tui.errors import StoreError
from tui.store.engines.tinydb_engine import TinyDBStore
store, workspace = TinyDBStore(), Workspace(Path(sys.argv[1]))
count = 0
try:
    while count < 2000:
        store.apply(workspace, adding(*(note(count + n) for n in range(20))))
        count += 20
except StoreError as error:
    print(error)
for each in (store, TinyDBStore()):
    assert len(each.load(workspace).annotations) == count
print([path.name for path in workspace.annotations.iterdir() if path.suffix == ".tmp"])
"""


def test_full_disk(tmp_path):
    mount = 'mount -t tmpfs -o size=128k tmpfs "$1" && shift && exec "$@"'
    within = ["unshare", "--mount", "--map-root-user", "sh", "-c", mount, "sh", str(tmp_path)]
    if (
        not shutil.which("unshare")
        or subprocess.run([*within, "true"], capture_output=True).returncode
    ):
        pytest.skip("no file system of a size of ours can be mounted here")
    lines = run([*within, sys.executable, "-c", FULL, str(tmp_path)]).splitlines()
    assert "was not saved, for the disk is full; make room first." in lines[0]
    assert lines[1] == "[]"


@pytest.mark.parametrize("seed", range(4))
def test_killed_at_200_random_moments(workspace, seed):
    output = run(
        [sys.executable, "-m", "tests.store.killing", str(workspace.root), "50", str(seed)]
    )
    result = json.loads(output)
    assert result["done"] > 50
    assert (result["unreadable"], result["lost"]) == (0, 0)
    assert result["restored"] > 0
    assert result["old"] == 12
    assert result["left"] <= 3


def test_two_processes_lose_nothing(workspace):
    count = 50
    command = [sys.executable, "-m", "tests.store.hammering", str(workspace.root)]
    both = [
        subprocess.Popen([*command, str(first), str(count)], stdout=subprocess.PIPE, cwd=ROOT)
        for first in (0, 1000)
    ]
    for process in both:
        output, _ = process.communicate(timeout=120)
        assert (process.returncode, output) == (0, b"%d\n" % count)
    records = TinyDBStore().load(workspace)
    wanted = [note(first + n, "twice") for first in (0, 1000) for n in range(count)]
    assert records.annotations == {annotation.id: annotation for annotation in wanted}
    assert {article.position for article in records.articles.values()} == {
        count - 1,
        1000 + count - 1,
    }


HOLDER = """
import sys
from pathlib import Path
from tui.store.file_lock import exclusive_lock
with exclusive_lock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_lock_of_another_process(workspace, monkeypatch):
    store = TinyDBStore()
    records = store.apply(workspace, adding(note(1)))
    before = workspace.data_file.read_bytes()
    monkeypatch.setattr("tui.store.file_lock.LOCK_TIMEOUT", 0.1)
    command = [sys.executable, "-c", HOLDER, str(workspace.data_file)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    ) as holder:
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(
            StoreBusy, match=rf"Another Pullquote \(process {holder.pid}\) is writing"
        ):
            store.apply(workspace, adding(note(2)))
        assert store.load(workspace) == records
        assert workspace.data_file.read_bytes() == before
        holder.send_signal(signal.SIGKILL)
        holder.wait()
        assert len(store.apply(workspace, adding(note(2))).annotations) == 2


def names(workspace):
    """The files, but for those that a writer leaves in any case."""
    files = workspace.annotations.iterdir()
    return sorted(path.name for path in files if path.suffix not in (".history", ".journal"))


def run(command):
    """What a program prints that must succeed, run where ``tests`` can be imported."""
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout
