"""The life of receiving processes: the first listens for traps too and looks after those that share its ports."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import uvloop

from watchkeeper.core.telemetry import configure_logging
from watchkeeper.core.telemetry.kept import keep_lines
from watchkeeper.faces import wiring
from watchkeeper.faces.cli.installation import require_installation, require_schema
from watchkeeper.faces.settings import Settings
from watchkeeper.observe.messages.assembly import ARCHIVE_FOLDER

Announce = Callable[[dict[str, int], int, Path], None]
_ENDS_WITHIN_S = 15
_ENTRY = "import sys; from watchkeeper.faces.cli.main import main; sys.exit(main())"


def run(settings: Settings, *, processes: int, part: int, announce: Announce) -> int:
    """Receive until SIGTERM or SIGINT. Raises ListenError and what opening the installation raises."""
    configure_logging(settings.logging)
    require_installation(settings)
    keep_lines(settings.data_dir, f"receive-{part}", settings.logging)
    if part:  # the first process alone listens for what must not be spread
        settings.receiving.traps = ""
    others = [] if part else [_spawn(settings, number) for number in range(1, processes)]
    try:
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(_receive(settings, share=bool(part) or processes > 1, part=part, announce=announce))
    finally:
        for other in others:
            other.send_signal(signal.SIGTERM)
        for other in others:
            other.wait(_ENDS_WITHIN_S)
    return 0


def _spawn(settings: Settings, number: int) -> "subprocess.Popen[bytes]":
    receiving = settings.receiving
    arguments = [sys.executable, "-c", _ENTRY, "receive", "--part", str(number), "--json"]
    arguments += ["--data-dir", str(settings.data_dir), "--traps", ""]
    for option, value in (("udp", receiving.syslog_udp), ("tcp", receiving.syslog_tcp), ("tls", receiving.syslog_tls)):
        arguments += [f"--syslog-{option}", value]
    return subprocess.Popen(arguments, stdout=subprocess.DEVNULL)


async def _receive(settings: Settings, *, share: bool, part: int, announce: Announce) -> None:
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
    database = wiring.open_database(settings)
    try:
        await database.verify()
        await require_schema(database)
        services = await wiring.assemble(settings, database)
        receiver = wiring.receiver_of(services, writer=f"r{part}p{os.getpid()}", share=share)
        await receiver.start()
        announce(receiver.ports, os.getpid(), settings.data_dir / ARCHIVE_FOLDER)
        try:
            await stopping.wait()
        finally:
            await receiver.stop()
    finally:
        await database.dispose()
