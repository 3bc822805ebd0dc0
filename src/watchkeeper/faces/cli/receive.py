"""``wk receive``: syslog and SNMP notifications in processes of their own, until they are told to stop."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from watchkeeper.faces.cli.options import DataDir, Json

app = typer.Typer()


@app.command()
def receive(
    traps: Annotated[
        str | None,
        typer.Option("--traps", help="UDP address for traps; wins over receiving.traps.", show_default=False),
    ] = None,
    syslog_udp: Annotated[
        str | None,
        typer.Option("--syslog-udp", help="UDP address for syslog; wins over its setting.", show_default=False),
    ] = None,
    syslog_tcp: Annotated[
        str | None,
        typer.Option("--syslog-tcp", help="TCP address for syslog; wins over its setting.", show_default=False),
    ] = None,
    syslog_tls: Annotated[
        str | None,
        typer.Option("--syslog-tls", help="TLS address for syslog; wins over its setting.", show_default=False),
    ] = None,
    processes: Annotated[
        int, typer.Option("--processes", min=1, max=64, help="Processes that share the syslog ports.")
    ] = 1,
    part: Annotated[int, typer.Option("--part", min=0, hidden=True, help="Number of this process.")] = 0,
    json: Json = False,
    data_dir: DataDir = None,
) -> int:
    """Receive syslog and SNMP notifications, without the rest."""
    from watchkeeper.kit.garbage import undisturbed

    with undisturbed("watchkeeper.faces.cli.receiving"):
        from watchkeeper.faces.cli.installation import read_settings
        from watchkeeper.faces.cli.receiving import run

    settings = read_settings(data_dir)
    named = {"traps": traps, "syslog_udp": syslog_udp, "syslog_tcp": syslog_tcp, "syslog_tls": syslog_tls}
    given = {name: value for name, value in named.items() if value is not None}
    if given or not settings.receiving.listens:
        settings.receiving = settings.receiving.model_copy(update=given or _usual())
    return run(settings, processes=processes, part=part, announce=partial(_announce, as_json=json))


def _usual() -> dict[str, object]:
    """Return the standard ports for root, and their usual stand-ins above 1024 for others."""
    import os

    offset = 0 if os.geteuid() == 0 else 1000
    return {"traps": f"0.0.0.0:{162 + offset}", "syslog_udp": f"0.0.0.0:{514 + offset}"}  # fmt: skip


def _announce(ports: dict[str, int], pid: int, folder: Path, *, as_json: bool) -> None:
    if as_json:
        from json import dumps

        print(dumps({"ports": ports, "pid": pid}), flush=True)
        return
    for name, port in ports.items():
        print(f"{name.replace('_', ' ')} on port {port}")
    print(f"Messages are kept in {folder}. Ctrl-C ends it.", flush=True)
