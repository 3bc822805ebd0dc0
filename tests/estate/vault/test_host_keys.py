"""SSH host keys, against OpenSSH's own server: pinned at first, and a change is refused until a person decides."""

import contextlib
import os
import shutil
import socket
import subprocess
import time

import pytest
from sqlalchemy import text

from watchkeeper.estate.vault.errors import HostKeyNotFoundError
from watchkeeper.estate.vault.host_keys import HostKeys, Verdict, fingerprint_of
from watchkeeper.kit.clock import utc_now

SSHD = shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
needs_sshd = pytest.mark.skipif(
    not (SSHD and shutil.which("ssh-keygen") and shutil.which("ssh-keyscan")),
    reason="OpenSSH's server is not installed",
)


def make_key(directory, name, kind="ed25519"):
    path = directory / name
    subprocess.run(["ssh-keygen", "-q", "-t", kind, "-N", "", "-C", "", "-f", path], check=True)
    return path


def public(path):
    return path.with_name(path.name + ".pub").read_text().strip()


@contextlib.contextmanager
def running_sshd(directory, key):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    config = directory / f"sshd_config_{port}"
    config.write_text(f"ListenAddress 127.0.0.1\nPort {port}\nHostKey {key}\nPidFile none\nUsePAM no\n")
    if os.geteuid() == 0:
        os.makedirs("/run/sshd", exist_ok=True)  # noqa: PTH103  # the privilege separation directory
    server = subprocess.Popen([SSHD, "-D", "-e", "-f", str(config)], stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 20
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                assert server.poll() is None
                assert time.monotonic() < deadline
                time.sleep(0.05)
        yield port
    finally:
        server.terminate()
        server.wait(20)


def offered(port):
    """Ask the server for its key, as a client sees it."""
    scanned = subprocess.run(
        ["ssh-keyscan", "-T", "10", "-p", str(port), "-t", "ed25519", "127.0.0.1"],
        capture_output=True,
        text=True,
        check=True,
    )
    return scanned.stdout.split("\n")[0].partition(" ")[2]


class Offered:
    """What an SSH library hands over."""

    def __init__(self, line):
        self.line = line

    def export_public_key(self, format_name="openssh"):
        assert format_name == "openssh"
        return self.line.encode()


@needs_sshd
async def test_a_real_server_is_pinned_known_and_flagged_when_its_key_changes(database, tmp_path, engineer):
    keys = HostKeys(database, utc_now)
    first, second = make_key(tmp_path, "first"), make_key(tmp_path, "second")
    with running_sshd(tmp_path, first) as port:
        line = offered(port)
        assert await keys.is_trusted("127.0.0.1", port, Offered(line))
        assert await keys.is_trusted("127.0.0.1", port, Offered(line))
    with running_sshd(tmp_path, second) as changed_port:
        changed = offered(changed_port)
    assert not await keys.is_trusted("127.0.0.1", port, Offered(changed))
    assert await keys.is_trusted("127.0.0.1", port, Offered(line))
    async with database.transaction() as session:
        (row,) = await keys.known(session)
        assert (row.fingerprint, row.offered_fingerprint) == (fingerprint_of(line), fingerprint_of(changed))
        await keys.accept(session, row.id, engineer, "replaced")
    assert await keys.is_trusted("127.0.0.1", port, Offered(changed))
    assert not await keys.is_trusted("127.0.0.1", port, Offered(line))


@needs_sshd
def test_fingerprints_are_those_of_ssh_keygen(tmp_path):
    for kind in ("ed25519", "ecdsa"):
        path = make_key(tmp_path, kind, kind)
        told = subprocess.run(["ssh-keygen", "-lf", path], capture_output=True, text=True, check=True).stdout
        assert fingerprint_of(public(path)) == told.split()[1]


ONE = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHVx1Y7k2Ox0u6bD0Yk9X0m4y7A3b0n4v4v4v4v4v4v4"
TWO = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHVx1Y7k2Ox0u6bD0Yk9X0m4y7A3b0n4v4v4v4v4v4v8"
OTHER_ALGORITHM = "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABB"


async def check(database, keys, line, host="r1"):
    async with database.transaction() as session:
        return await keys.check(session, host, 22, line)


async def test_a_change_is_told_once_to_the_log_and_to_subscribers(database):
    keys = HostKeys(database, utc_now)
    assert await check(database, keys, ONE) is Verdict.NEW
    assert await check(database, keys, ONE + " a comment") is Verdict.KNOWN
    assert await check(database, keys, TWO) is Verdict.CHANGED
    assert await check(database, keys, TWO) is Verdict.CHANGED
    async with database.reading() as session:
        verbs = (await session.scalars(text("SELECT verb FROM audit_entries ORDER BY id"))).all()
        topics = (await session.scalars(text("SELECT topic FROM outbox_messages"))).all()
    assert verbs == ["host_key.pin", "host_key.changed"]
    assert topics == ["vault.host_key_changed"]


async def test_a_key_of_another_algorithm_is_no_new_server(database):
    keys = HostKeys(database, utc_now)
    await check(database, keys, ONE)
    assert await check(database, keys, OTHER_ALGORITHM) is Verdict.CHANGED
    assert await check(database, keys, OTHER_ALGORITHM, host="r2") is Verdict.NEW


async def test_only_a_changed_key_can_be_accepted(database, engineer):
    keys = HostKeys(database, utc_now)
    await check(database, keys, ONE)
    async with database.transaction() as session:
        (row,) = await keys.known(session)
        with pytest.raises(HostKeyNotFoundError):
            await keys.accept(session, row.id, engineer, "why not")
