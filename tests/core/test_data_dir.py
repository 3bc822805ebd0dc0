"""The data directory: private, writable, used by one server."""

import errno
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from watchkeeper.core.data_dir import DataDirectory, DataDirectoryInUseError
from watchkeeper.core.errors import ConfigurationError

HOLD = (
    "import sys, time; from pathlib import Path; from watchkeeper.core.data_dir import DataDirectory; "
    "lock = DataDirectory(Path(sys.argv[1])).lock(); print('locked', flush=True); time.sleep(600)"
)


def hold(path: Path) -> subprocess.Popen[str]:
    other = subprocess.Popen([sys.executable, "-c", HOLD, str(path)], stdout=subprocess.PIPE, text=True)
    assert other.stdout is not None
    assert other.stdout.readline() == "locked\n"
    return other


def end(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGKILL)
    process.communicate()


def test_it_is_made_for_this_user_only(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b"
    DataDirectory(path).prepare()
    assert stat.S_IMODE(path.stat().st_mode) == 0o700
    assert list(path.iterdir()) == []


def test_a_second_server_is_refused_and_told_of_the_first(tmp_path: Path) -> None:
    first = hold(tmp_path)
    try:
        with pytest.raises(DataDirectoryInUseError, match=f"process {first.pid}") as caught:
            DataDirectory(tmp_path).lock()
        assert "Stop it first" in (caught.value.hint or "")
    finally:
        end(first)


def test_the_lock_of_a_killed_server_is_free(tmp_path: Path) -> None:
    end(hold(tmp_path))
    with DataDirectory(tmp_path).lock():
        assert (tmp_path / "watchkeeper.lock").read_text() == f"{os.getpid()}\n"


def test_the_lock_can_be_taken_again_after_release(tmp_path: Path) -> None:
    with DataDirectory(tmp_path).lock():
        pass
    lock = DataDirectory(tmp_path).lock()
    lock.release()
    lock.release()


def test_a_file_in_its_place_is_a_clear_error(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.touch()
    with pytest.raises(ConfigurationError, match="cannot be used: File exists"):
        DataDirectory(path).prepare()
    with pytest.raises(ConfigurationError, match="Not a directory"):
        DataDirectory(path / "below").prepare()


@pytest.mark.parametrize(
    ("number", "hint"),
    [(errno.ENOSPC, "disk is full"), (errno.EROFS, "read-only"), (errno.EACCES, "write permission")],
)
def test_a_disk_that_takes_nothing_is_a_clear_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, hint: str
) -> None:
    def refuse(descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(ConfigurationError, match=os.strerror(number)) as caught:
        DataDirectory(tmp_path).prepare()
    assert hint in (caught.value.hint or "")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_directory_of_somebody_else_is_a_clear_error(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(ConfigurationError, match="Permission denied"):
        DataDirectory(tmp_path).prepare()


@pytest.mark.root
@pytest.mark.skipif(os.geteuid() != 0, reason="becoming another user needs root")
def test_a_directory_of_root_is_a_clear_error_for_others(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    child = os.fork()
    if child == 0:
        os.setuid(65534)
        try:
            DataDirectory(tmp_path / "wk").prepare()
        except ConfigurationError as error:
            os._exit(0 if "Permission denied" in error.message else 2)
        os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
