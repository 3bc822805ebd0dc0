"""OpenSSH's own server on loopback, as whoever runs the tests; ended by its process id."""

import contextlib
import getpass
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

SSHD = shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
USER = getpass.getuser()
START_WITHIN_S = 60
needs_sshd = pytest.mark.skipif(
    not (SSHD and shutil.which("ssh-keygen") and shutil.which("ssh-keyscan")),
    reason="OpenSSH's server is not installed",
)


def make_key(directory: Path, name: str, kind: str = "ed25519", passphrase: str = "") -> Path:
    """Make a key pair and return the private half's path."""
    path = directory / name
    subprocess.run(["ssh-keygen", "-q", "-t", kind, "-N", passphrase, "-C", "", "-f", path], check=True)
    return path


def public(path: Path) -> str:
    """Return the public half of a key."""
    return path.with_name(path.name + ".pub").read_text().strip()


def _only(directory: Path, says: Mapping[str, Path]) -> Path:
    """Write the shell of a device that knows only some commands."""
    cases = "".join(f"  '{command}') exec cat '{file}' ;;\n" for command, file in says.items())
    shell = directory / "device-shell"
    other = '  *) echo "% Invalid input"; exit 1 ;;\n'
    shell.write_text(f'#!/bin/sh\ncase "$SSH_ORIGINAL_COMMAND" in\n{cases}{other}esac\n')
    shell.chmod(0o755)
    return shell


@contextlib.contextmanager
def running_sshd(
    directory: Path, key: Path, *, port: int = 0, lets_in: Path | None = None, says: Mapping[str, Path] | None = None
) -> Iterator[int]:
    """Yield the port of a server with the host key ``key``; ``lets_in`` is the private key whose owner may log in.

    ``says`` makes it a device that knows only these commands, with the file that each prints.
    """
    if not port:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
    authorized = directory / f"authorized_{port}"
    authorized.write_text(public(lets_in) + "\n" if lets_in else "")
    config = directory / f"sshd_config_{port}"
    config.write_text(
        f"ListenAddress 127.0.0.1\nPort {port}\nHostKey {key}\nPidFile none\nUsePAM no\nStrictModes no\n"
        f"AuthorizedKeysFile {authorized}\nPasswordAuthentication no\nPermitRootLogin prohibit-password\n"
        + (f"ForceCommand {_only(directory, says)}\n" if says else "")
    )
    if os.geteuid() == 0:
        os.makedirs("/run/sshd", exist_ok=True)  # noqa: PTH103  # the privilege separation directory
    server = subprocess.Popen([str(SSHD), "-D", "-e", "-f", str(config)], stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + START_WITHIN_S
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
