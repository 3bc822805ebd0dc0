"""The daemons of one router: configured, started each in its namespace, ended by process id."""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from watchkeeper.lab.errors import LabError
from watchkeeper.lab.frr import configs
from watchkeeper.lab.frr.plan import Ring, Router
from watchkeeper.lab.frr.system import FRR_PROGRAMS, find_program, inside, run

FRR_USER: Final = "frr"
_STARTED_WITHIN_S: Final = 20.0
_ENDED_WITHIN_S: Final = 5.0
_POLL_S: Final = 0.05
_AGENTX_DAEMONS: Final = {"zebra", "ospfd", "isisd", "bgpd"}
_GIVING_WAY: Final = ("nice", "-n", "10")
"""Hundreds of daemons share the processors with who watches them; real routers have their own."""
_NAMED_SHELL: Final = 'hostname "$1"; shift; exec "$@"'
_SHARED_DIRECTORIES: Final = (Path("/run/sshd"), Path("/run/lldpd"))
"""Empty directories into which sshd and lldpd lock themselves; every instance uses the same."""


def wait_until(done: Callable[[], bool], what: str, within_s: float = _STARTED_WITHIN_S) -> None:
    """Wait until ``done`` is true.

    Raises LabError saying ``what`` did not happen in time.
    """
    deadline = time.monotonic() + within_s
    while not done():
        if time.monotonic() > deadline:
            raise LabError(f"{what} within {within_s:.0f} s.")
        time.sleep(_POLL_S)


class RouterDaemons:
    """Everything that runs in one router's namespace. ``home`` holds its sockets, configuration and logs."""

    def __init__(self, ring: Ring, router: Router, home: Path) -> None:
        self._ring = ring
        self._router = router
        self.home = home

    def configure(self, community: str, authorized_key: str, traps_to: str = "") -> None:
        """Write every configuration file and the SSH host key."""
        home, router = self.home, self._router
        home.mkdir(mode=0o755, parents=True, exist_ok=True)
        (home / "snmp").mkdir(mode=0o755, exist_ok=True)
        files = {
            "ring.conf": configs.frr_config(self._ring, router),
            "vtysh.conf": "no service integrated-vtysh-config\n",
            "snmpd.conf": configs.snmpd_config(router, community, traps_to),
            "lldpd.conf": configs.lldpd_config(self._ring, router),
            "sshd_config": configs.sshd_config(router, home, home / "shell"),
            "shell": configs.router_shell(home),
            "authorized_keys": authorized_key,
            "snmp/frr.conf": configs.agentx_config(),
            **{f"{daemon}.conf": "" for daemon in router.daemons},
        }
        for name, text in files.items():
            (home / name).write_text(text, encoding="utf-8")
        (home / "shell").chmod(0o755)
        owner = pwd.getpwnam(FRR_USER)
        os.chown(home, owner.pw_uid, owner.pw_gid)
        for daemon in router.daemons:
            os.chown(home / f"{daemon}.conf", owner.pw_uid, owner.pw_gid)
        run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", router.name, "-f", home / "host_key"])

    def start(self) -> None:
        """Start all daemons and wait until FRR's take commands, then apply the configuration."""
        home, router = self.home, self._router
        for directory in _SHARED_DIRECTORIES:
            directory.mkdir(mode=0o755, exist_ok=True)
        for left in (*home.glob("*.vty"), home / "lldpd.sock"):
            left.unlink(missing_ok=True)  # of daemons that were ended; what is there afterwards is new
        self._spawn(
            "snmpd",
            ["snmpd", "-f", "-Lf", home / "snmpd.log", "-C", "-c", home / "snmpd.conf", "-p", home / "snmpd.pid"],
        )
        for daemon in router.daemons:
            self._start_frr(daemon)
        self.vtysh_file(home / "ring.conf")
        self._spawn(
            "lldpd",
            ["lldpd", "-d", "-x", "-X", configs.AGENTX, "-u", home / "lldpd.sock", "-O", home / "lldpd.conf"],
        )
        self._spawn("sshd", ["sshd", "-D", "-e", "-f", home / "sshd_config"])
        wait_until((home / "lldpd.sock").exists, f"lldpd of {router.name} did not start")

    def _start_frr(self, daemon: str) -> None:
        home = self.home
        command: list[str | Path] = [
            *(FRR_PROGRAMS / daemon, "-u", FRR_USER, "-g", FRR_USER, "--vty_socket", home, "-z", home / "zserv.api"),
            *("-i", home / f"{daemon}.pid", "-f", home / f"{daemon}.conf", "-A", "127.0.0.1", "-P", "0"),
            *("--log", f"file:{home / f'{daemon}.frr.log'}", "--log-level", "warnings"),
        ]
        if daemon in _AGENTX_DAEMONS:
            command += ["-M", "snmp"]
        if daemon == "bfdd":
            command += ["--bfdctl", home / "bfdd.sock"]
        self._spawn(daemon, command)
        wait_until((home / f"{daemon}.vty").exists, f"{daemon} of {self._router.name} did not start")

    def _spawn(self, name: str, command: Sequence[str | Path]) -> None:
        """Start a daemon in the router's namespace under the router's host name; it is nobody's child."""
        program = find_program(str(command[0])) or str(command[0])
        line = inside(
            self._router.namespace,
            *(
                *_GIVING_WAY,
                "setsid",
                "--fork",
                "unshare",
                "--uts",
                "sh",
                "-c",
                _NAMED_SHELL,
                "sh",
                self._router.name,
                program,
                *command[1:],
            ),
        )
        environment = {
            **os.environ,
            "MIBS": "",
            "SNMPCONFPATH": str(self.home / "snmp"),
            "SNMP_PERSISTENT_DIR": str(self.home / "snmp"),
        }
        with (self.home / f"{name}.log").open("ab") as log:
            subprocess.run(line, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment, check=True, cwd="/")

    def send_steadily(self, address: str, each_s: float) -> None:
        """Send echo requests to an address until ``send_no_more``."""
        self._spawn("ping", ["ping", "-q", "-n", "-i", f"{each_s:g}", address])

    def send_no_more(self, address: str) -> None:
        """End what ``send_steadily`` began."""
        for pid in pids_in(self._router.namespace):
            with contextlib.suppress(FileNotFoundError, ProcessLookupError):
                line = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
                if line[0].endswith(b"ping") and address.encode() in line:
                    os.kill(pid, signal.SIGTERM)

    def vtysh_file(self, path: Path) -> None:
        """Apply a configuration file."""
        run([*self._vtysh(), "-f", path])

    def vtysh(self, *commands: str) -> str:
        """Return what commands of FRR's command line print, given one after the other."""
        return run([*self._vtysh(), *(part for command in commands for part in ("-c", command))])

    def lldp_json(self) -> str:
        """Return lldpd's neighbours as JSON."""
        return run(
            inside(
                self._router.namespace, "lldpcli", "-u", self.home / "lldpd.sock", "-f", "json0", "show", "neighbors"
            )
        )

    def _vtysh(self) -> list[str]:
        return inside(self._router.namespace, "vtysh", "--vty_socket", self.home, "--config_dir", self.home)


def pids_in(namespace: str) -> list[int]:
    """Return the processes of a network namespace; none when it does not exist."""
    try:
        return [int(pid) for pid in run(["ip", "netns", "pids", namespace]).split()]
    except LabError:
        return []


def end_all(namespace: str) -> None:
    """End every process of a namespace that is ours, and wait until all are gone."""
    for number, within_s in ((signal.SIGTERM, _ENDED_WITHIN_S), (signal.SIGKILL, _ENDED_WITHIN_S)):
        left = pids_in(namespace)
        for pid in left:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)
        with contextlib.suppress(LabError):
            wait_until(lambda: not pids_in(namespace), f"processes of {namespace} did not end", within_s)
            return
    raise LabError(f"Processes of {namespace} cannot be ended: {pids_in(namespace)}.")


def remove_runtime(runtime: Path) -> None:
    """Remove sockets, configuration and logs."""
    shutil.rmtree(runtime, ignore_errors=True)
