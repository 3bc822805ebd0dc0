"""Commands of the system that a ring is built with, each with its error told."""

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from watchkeeper.lab.errors import LabError

FRR_PROGRAMS: Final = Path("/usr/lib/frr")
_TIMEOUT_S: Final = 30.0
_NEEDED: Final = {
    "ip": "iproute2",
    "nft": "nftables",
    "unshare": "util-linux",
    "vtysh": "frr",
    "snmpd": "snmpd",
    "lldpd": "lldpd",
    "lldpcli": "lldpd",
    "sshd": "openssh-server",
    "ssh-keygen": "openssh-client",
}
_AGENTX_MODULE: Final = "bgpd_snmp.so"


def find_program(name: str) -> str | None:
    """Return where a program is, looking in the system's directories too."""
    places = os.environ.get("PATH", "").split(os.pathsep)
    return shutil.which(name, path=os.pathsep.join([*places, "/usr/sbin", "/sbin"]))


def obstacles() -> list[str]:
    """Say everything that keeps an FRR lab from running here; empty when nothing does."""
    problems = []
    if os.geteuid() != 0:
        problems.append("network namespaces need root")
    missing = sorted({package for program, package in _NEEDED.items() if find_program(program) is None})
    if not (FRR_PROGRAMS / "ospfd").exists():
        missing = sorted({*missing, "frr"})
    elif not any(Path("/usr/lib").glob(f"*/frr/modules/{_AGENTX_MODULE}")):
        missing.append("frr-snmp")
    if missing:
        problems.append(f"packages are missing: {' '.join(missing)}")
    return problems


def check_system() -> None:
    """Raise LabError when this machine cannot run an FRR lab, saying why."""
    problems = obstacles()
    if problems:
        raise LabError(
            f"An FRR lab cannot run here: {'; '.join(problems)}.",
            hint="Use root (or sudo), and install the packages with apt-get; or start an emulated lab.",
        )


def run(command: Sequence[str | Path], *, environment: Mapping[str, str] | None = None) -> str:
    """Run a command to its end and return what it printed.

    Raises LabError with the command's own words when it fails or takes too long.
    """
    line = [str(part) for part in command]
    program = find_program(line[0]) or line[0]
    try:
        done = subprocess.run(
            [program, *line[1:]],
            capture_output=True,
            text=True,
            check=False,
            timeout=_TIMEOUT_S,
            env={**os.environ, **(environment or {})},
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise LabError(f"`{' '.join(line)}` could not be run: {error}.") from error
    if done.returncode:
        said = " ".join((done.stderr or done.stdout).split()) or f"exit status {done.returncode}"
        raise LabError(f"`{' '.join(line)}` failed: {said}.")
    return done.stdout


def attempt(command: Sequence[str | Path]) -> bool:
    """Run a command that may fail because its work is done already; tell whether it succeeded."""
    try:
        run(command)
    except LabError:
        return False
    return True


def inside(namespace: str, *command: str | Path) -> list[str]:
    """Return a command line that runs ``command`` in a network namespace."""
    return ["ip", "netns", "exec", namespace, *(str(part) for part in command)]
