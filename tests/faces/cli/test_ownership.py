import os
import subprocess
import sys

import pytest

from watchkeeper.faces.cli.ownership import NOTE_FILE, DataDirectoryInUseError, Owner, own, owner_of

HOLDER = """
import sys
from pathlib import Path
from watchkeeper.faces.cli.ownership import own
with own(Path(sys.argv[1])) as held:
    held.announce("http://127.0.0.1:1")
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout.readline() == b"held\n"
    yield process
    process.kill()
    process.communicate()


def test_a_second_owner_is_refused_and_told_who_has_it(tmp_path, holder):
    with pytest.raises(DataDirectoryInUseError) as refused, own(tmp_path):
        pass
    assert f"process {holder.pid} at http://127.0.0.1:1" in refused.value.message
    assert owner_of(tmp_path) == Owner(holder.pid, "http://127.0.0.1:1")


def test_a_killed_owner_leaves_nothing_behind(tmp_path, holder):
    holder.kill()
    holder.wait()
    assert owner_of(tmp_path) is None
    with own(tmp_path):
        assert owner_of(tmp_path) == Owner(os.getpid())


def test_the_lock_ends_with_the_block(tmp_path):
    with own(tmp_path):
        assert owner_of(tmp_path) == Owner(os.getpid())
    assert owner_of(tmp_path) is None


def test_a_note_that_cannot_be_read_still_refuses(tmp_path, holder):
    (tmp_path / NOTE_FILE).write_bytes(b"\xff")
    with pytest.raises(DataDirectoryInUseError, match="another process"), own(tmp_path):
        pass


def test_nobody_owns_a_directory_that_is_not_there(tmp_path):
    assert owner_of(tmp_path / "gone") is None
