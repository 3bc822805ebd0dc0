"""SSH host keys, against OpenSSH's own server: pinned at first, and a change is refused until a person decides."""

import subprocess

import pytest
from running_sshd import make_key, needs_sshd, public, running_sshd
from sqlalchemy import text

from watchkeeper.estate.vault.errors import HostKeyNotFoundError
from watchkeeper.estate.vault.host_keys import HostKeys, Verdict, fingerprint_of
from watchkeeper.kit.clock import utc_now


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
