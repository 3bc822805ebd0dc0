"""Learning about the machine: files, sockets, limits and the clock. Nothing is changed."""

import ctypes
import errno
import json
import os
import resource
import shutil
import socket
import sqlite3
import sys
import urllib.error
import urllib.request
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import psutil

from watchkeeper.kit.clock import Clock, utc_now
from watchkeeper.operate.doctor.checks import OPTIONAL_PROGRAMS
from watchkeeper.operate.doctor.facts import ClockFacts, DirectoryFacts, MachineFacts, NetworkFacts, PortFacts

_TIME_ERROR = 5  # adjtimex(2): the clock is not synchronised
_ALTERNATIVES = {"chromium": ("chromium", "chromium-browser", "google-chrome")}
_EXTRA_PATHS = ("/usr/sbin", "/sbin", "/usr/lib/frr")


def look(data_dir: Path, host: str, port: int, interface_index: Path, clock: Clock = utc_now) -> MachineFacts:
    """Collect everything about this machine that a check looks at."""
    return MachineFacts(
        python=(sys.version_info.major, sys.version_info.minor, sys.version_info.micro),
        sqlite=_three(sqlite3.sqlite_version_info),
        directory=look_at_directory(data_dir),
        network=look_at_network(),
        port=look_at_port(host, port),
        clock=ClockFacts(clock(), _synchronised(), _newest(data_dir)),
        interface_built=interface_index.is_file(),
        programs={name: _find(name) for name in OPTIONAL_PROGRAMS},
    )


def look_at_directory(path: Path) -> DirectoryFacts:
    """Collect what is known about the data directory, or about the place where it would be made."""
    place = next((at for at in (path, *path.parents) if at.exists()), Path("/"))
    free, size = _space(place)
    filesystem = _filesystem(place)
    if not path.exists():
        return DirectoryFacts(path, exists=False, filesystem=filesystem, free_bytes=free, size_bytes=size)
    found = path.stat()
    return DirectoryFacts(
        path,
        exists=True,
        is_directory=path.is_dir(),
        writable=os.access(path, os.W_OK | os.X_OK),
        mode=found.st_mode,
        owned=found.st_uid == os.geteuid(),
        filesystem=filesystem,
        free_bytes=free,
        size_bytes=size,
    )


def look_at_network() -> NetworkFacts:
    """Collect the kernel's limits and this user's right to send ICMP."""
    return NetworkFacts(
        receive_buffer_limit_bytes=_receive_buffer_limit(),
        icmp_raw=_can_open(socket.SOCK_RAW),
        icmp_datagram=_can_open(socket.SOCK_DGRAM),
        open_files_limit=resource.getrlimit(resource.RLIMIT_NOFILE)[0],
    )


def look_at_port(host: str, port: int, timeout_s: float = 2.0) -> PortFacts:
    """Find out whether ``host:port`` is free, and if not whether Watchkeeper answers there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((host, port))
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                return PortFacts(host, port, free=False, error=error.strerror or str(error))
        else:
            return PortFacts(host, port, free=True)
    return PortFacts(host, port, free=False, answers_as_watchkeeper=_is_watchkeeper(host, port, timeout_s))


def _is_watchkeeper(host: str, port: int, timeout_s: float) -> bool:
    reach = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  # nosec B104  # compared, not bound
    url = f"http://{f'[{reach}]' if ':' in reach else reach}:{port}/api/health/live"
    try:
        with urllib.request.urlopen(url, timeout=timeout_s) as answer:  # nosec B310  # always http, see above
            body = json.load(answer)
    except (OSError, ValueError, urllib.error.URLError):
        return False
    return isinstance(body, dict) and "status" in body


def _three(version: Iterable[int]) -> tuple[int, int, int]:
    first, second, third = list(version)[:3]
    return first, second, third


def _space(path: Path) -> tuple[int | None, int | None]:
    try:
        usage = shutil.disk_usage(path)
    except OSError:
        return None, None
    return usage.free, usage.total


def _filesystem(path: Path) -> str | None:
    """Return the type of the file system that ``path`` is on: the mount with the longest matching path."""
    real = path.resolve()
    with suppress(OSError):
        mounts = [
            (len(mount.mountpoint), mount.fstype)
            for mount in psutil.disk_partitions(all=True)
            if real.is_relative_to(mount.mountpoint)
        ]
        return max(mounts)[1] if mounts else None
    return None


def _receive_buffer_limit() -> int | None:
    with suppress(OSError, ValueError):
        return int(Path("/proc/sys/net/core/rmem_max").read_text(encoding="ascii"))
    return None


def _can_open(kind: socket.SocketKind) -> bool:
    try:
        with socket.socket(socket.AF_INET, kind, socket.IPPROTO_ICMP):
            return True
    except OSError:
        return False


class _Timex(ctypes.Structure):
    """``struct timex`` of adjtimex(2); only its size matters, ``modes`` 0 changes nothing."""

    _fields_ = (("modes", ctypes.c_uint), ("rest", ctypes.c_byte * 508))


def _synchronised() -> bool | None:
    if not sys.platform.startswith("linux"):
        return None
    try:
        state: int = ctypes.CDLL(None, use_errno=True).adjtimex(ctypes.byref(_Timex()))
    except (OSError, AttributeError):
        return None
    return None if state < 0 else state != _TIME_ERROR


def _newest(data_dir: Path) -> datetime | None:
    """Return when the youngest file directly inside the data directory was written."""
    times = []
    with suppress(OSError):
        times = [entry.stat().st_mtime for entry in os.scandir(data_dir) if entry.is_file()]
    return datetime.fromtimestamp(max(times), UTC) if times else None


def _find(program: str) -> str | None:
    path = os.pathsep.join((os.environ.get("PATH", ""), *_EXTRA_PATHS))
    return next(
        (found for name in _ALTERNATIVES.get(program, (program,)) if (found := shutil.which(name, path=path))), None
    )
