"""An emulated lab as an object: started as a process of its own, told what to break, stopped without a trace."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from watchkeeper.lab.errors import LabError
from watchkeeper.lab.inventory import INVENTORY_NAME, LabDevice
from watchkeeper.lab.serve.client import ask
from watchkeeper.lab.serve.options import LabOptions

LOG_NAME: Final = "lab.log"
_END_WITHIN_S: Final = 10.0


class EmulatedLab:
    """N emulated SNMP agents in one background process.

    As a context manager it is up inside the block and gone after it. ``roles`` chooses kinds of devices ("leaf",
    "spine", "edge", "access", "server", "ups", "optical"; none means the usual mix). ``port`` 0 takes a free one.

    >>> with EmulatedLab(3) as lab:
    ...     lab.devices[0].address
    '127.20.0.1'
    """

    def __init__(
        self,
        count: int,
        *,
        port: int = 0,
        interfaces: int = 49,
        seed: int = 1,
        roles: Sequence[str] = (),
        directory: Path | None = None,
        options: LabOptions | None = None,
    ) -> None:
        base = options or LabOptions(count, port=port, interfaces=interfaces, seed=seed, roles=tuple(roles))
        self._options = base.checked()
        self._own_directory: tempfile.TemporaryDirectory[str] | None = None
        self._directory = directory
        self._process: subprocess.Popen[bytes] | None = None
        self.devices: list[LabDevice] = []
        """Every device with the address where it answers, once started."""

    @property
    def directory(self) -> Path:
        """Return the runtime directory: control socket and inventory."""
        if self._directory is None:
            self._own_directory = tempfile.TemporaryDirectory(prefix="wk-lab-")
            self._directory = Path(self._own_directory.name)
        return self._directory

    @property
    def inventory(self) -> Path:
        """Return the file that `wk device import` takes."""
        return self.directory / INVENTORY_NAME

    @property
    def pid(self) -> int | None:
        """Return the process that answers, while it runs."""
        return self._process.pid if self._process else None

    def start(self, *, detached: bool = False) -> Self:
        """Start the process and wait until every device answers. ``detached`` labs outlive this process.

        Raises LabError when it cannot start.
        """
        options = replace(self._options, directory=str(self.directory))
        document = {**options.as_json(), "until_eof": not detached}
        self._process = self._spawn([sys.executable, "-m", "watchkeeper.lab.serve", json.dumps(document)], detached)
        assert self._process.stdout is not None  # noqa: S101  # it was asked for
        line = self._process.stdout.readline()
        if detached:
            self._process.stdout.close()
        report = json.loads(line or b'{"error": "The process of the lab ended before it was ready."}')
        if not report.get("ready"):
            self.stop()
            raise LabError(report["error"], hint=report.get("hint"))
        self.devices = [LabDevice(**device) for device in report["devices"]]
        return self

    def _spawn(self, command: list[str], detached: bool) -> subprocess.Popen[bytes]:  # noqa: FBT001  # private
        if not detached:
            return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (self.directory / LOG_NAME).open("ab") as log:
            return subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log, start_new_session=True
            )

    def stop(self) -> None:
        """End the process and wait until it is gone. Does nothing when it is."""
        process, self._process = self._process, None
        if process is not None:
            process.terminate()
            try:
                process.wait(_END_WITHIN_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            for stream in (process.stdin, process.stdout):
                if stream is not None and not stream.closed:
                    stream.close()
        if self._own_directory is not None:
            self._own_directory.cleanup()
            self._own_directory = self._directory = None

    def fault(
        self, kind: str, device: str, interface: str = "", *, amount: float = 0.0, other: str = ""
    ) -> dict[str, object]:
        """Break something (see ``watchkeeper.lab.serve.faults.KINDS``) and return what was done."""
        order = {
            "do": "fault",
            "kind": kind,
            "device": device,
            "interface": interface,
            "amount": amount,
            "other": other,
        }
        return _rows(ask(self.directory, order))[0]

    def clear(self, device: str = "", *, number: int = 0) -> list[dict[str, object]]:
        """Mend everything, what is broken at one device, or one fault; return what was mended."""
        return _rows(ask(self.directory, {"do": "clear", "device": device, "number": number}))

    def faults(self) -> list[dict[str, object]]:
        """Return what is broken."""
        return _rows(ask(self.directory, {"do": "faults"}))

    def status(self) -> dict[str, object]:
        """Return figures of the running lab."""
        return ask(self.directory, {"do": "status"})

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.stop()


def _rows(reply: dict[str, object]) -> list[dict[str, object]]:
    rows = reply.get("faults")
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
