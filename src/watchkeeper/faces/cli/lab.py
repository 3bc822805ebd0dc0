"""``wk lab``: networks to watch. Start one, look at it, break it, mend it, end it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from watchkeeper.core.errors import InvalidInputError, WatchkeeperError
from watchkeeper.faces.cli.console import note, print_json, print_table, progress
from watchkeeper.faces.cli.options import Json
from watchkeeper.lab.emulated import EmulatedLab
from watchkeeper.lab.errors import LabError
from watchkeeper.lab.inventory import INVENTORY_NAME, LabDevice
from watchkeeper.lab.serve.claim import claim
from watchkeeper.lab.serve.client import ask
from watchkeeper.lab.serve.kinds import (
    DEFAULT_REBOOT_S,
    ERRORS,
    FADE_OPTIC,
    LINK_DOWN,
    REBOOT,
    SILENCE,
    SLOW,
    STEAL_IDENTITY,
)
from watchkeeper.lab.serve.options import DEFAULT_PORT, LabOptions, runtime_directory

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Networks to watch: emulated devices, FRR routers.")
fault_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Break something in a running lab; mend it.")
app.add_typer(fault_app, name="fault")

Directory = Annotated[
    str | None, typer.Option("--dir", help="Runtime directory of the lab.", envvar="WATCHKEEPER_LAB_DIR")
]
DeviceName = Annotated[str, typer.Argument(metavar="DEVICE", help="Name of the device.")]
Interface = Annotated[str, typer.Argument(metavar="IFACE", help="Interface: its name, description or ifIndex.")]
_SHOWN: int = 20


@contextmanager
def _explained() -> Iterator[None]:
    """Turn a lab's error into one that the command line knows how to print."""
    try:
        yield
    except LabError as error:
        raise WatchkeeperError(error.message, hint=error.hint) from error


@app.command()
def up(
    emulated: Annotated[int | None, typer.Option(help="Number of SNMP devices to emulate.", metavar="N")] = None,
    port: Annotated[int, typer.Option(help="UDP port of all devices; 0 takes a free one.")] = DEFAULT_PORT,
    interfaces: Annotated[int, typer.Option(help="Interfaces of each network device.")] = 49,
    seed: Annotated[int, typer.Option(help="Another number, another network; the same number, the same.")] = 1,
    community: Annotated[str, typer.Option(help="SNMP community that opens the devices.")] = "public",
    role: Annotated[list[str] | None, typer.Option(help="Only devices of this role; repeatable.")] = None,
    workers: Annotated[int, typer.Option(help="Processes that share the work.")] = 1,
    max_size: Annotated[int, typer.Option(help="Largest response in octets.")] = 8_192,
    directory: Directory = None,
    detach: Annotated[
        bool, typer.Option("--detach", "-d", help="Return when it is ready; `wk lab down` ends it.")
    ] = False,
    json: Json = False,
) -> None:
    """Start a lab. In the foreground it runs until interrupted."""
    if emulated is None:
        raise InvalidInputError("Say which lab to start.", hint="For example `wk lab up --emulated 20`.")
    with _explained():
        place = runtime_directory(directory)
        options = LabOptions(
            count=emulated,
            port=port,
            interfaces=interfaces,
            seed=seed,
            community=community,
            roles=tuple(role or ()),
            workers=workers,
            max_size=max_size,
            directory=str(place),
        ).checked()
        if detach:
            with progress(f"Starting {emulated} devices"):
                devices = EmulatedLab(emulated, directory=place, options=options).start(detached=True).devices
            _announce(devices, place, json=json)
            return
        from watchkeeper.lab.serve.process import LabProcess

        with claim(place):
            with progress(f"Starting {emulated} devices"):
                lab = LabProcess(options, place)
            lab.run(lambda devices: _announce(devices, place, json=json))


def _announce(devices: list[LabDevice], place: Path, *, json: bool) -> None:
    if json:
        import json as codec

        document = {
            "ready": True,
            "directory": str(place),
            "inventory": str(place / INVENTORY_NAME),
            "devices": [device.as_json() for device in devices],
        }
        sys.stdout.write(codec.dumps(document) + "\n")  # one line: scripts wait for it
        sys.stdout.flush()
        return
    _print_devices(devices[:_SHOWN])
    if len(devices) > _SHOWN:
        print(f"… and {len(devices) - _SHOWN} more.")
    note(f"{len(devices)} devices answer. Import them: wk device import {place / INVENTORY_NAME}")
    sys.stdout.flush()


def _print_devices(devices: list[LabDevice]) -> None:
    print_table(
        ("name", "address", "site", "role", "platform", "community"),
        [(d.name, f"{d.address}:{d.snmp_port}", d.site, d.role, d.platform, d.community) for d in devices],
    )


@app.command()
def down(directory: Directory = None, json: Json = False) -> None:
    """End the lab and everything that it left behind."""
    with _explained():
        place = runtime_directory(directory)
        reply = ask(place, {"do": "stop"})
        with progress("Waiting for the lab to end"), claim(place, wait=True):
            pass
    if json:
        print_json({"ended": True, "pid": reply.get("pid")})
    else:
        print("The lab has ended.")


@app.command()
def status(directory: Directory = None, json: Json = False) -> None:
    """Show what the running lab is and does."""
    with _explained():
        reply = ask(runtime_directory(directory), {"do": "status"})
    if json:
        print_json(reply)
    else:
        print_table(("", ""), [(name.replace("_", " "), value) for name, value in reply.items()])


@app.command()
def devices(directory: Directory = None, json: Json = False) -> None:
    """List the devices of the running lab."""
    with _explained():
        reply = ask(runtime_directory(directory), {"do": "devices"})
    rows = reply["devices"]
    if json:
        print_json(rows)
    elif isinstance(rows, list):
        _print_devices([LabDevice(**row) for row in rows])


def _order(directory: str | None, order: dict[str, object], *, json: bool) -> None:
    with _explained():
        reply = ask(runtime_directory(directory), order)
    if json:
        print_json(reply["faults"])
    else:
        _print_faults(reply["faults"])


def _print_faults(faults: object) -> None:
    rows = [row for row in faults if isinstance(row, dict)] if isinstance(faults, list) else []
    print_table(
        ("id", "fault", "device", "amount", "other", "ports"),
        [
            (
                row["id"],
                row["kind"],
                row["device"],
                row["amount"] or None,
                row["other"] or None,
                ", ".join(row["ports"]),
            )
            for row in rows
        ],
        empty="Nothing is broken.",
    )


@fault_app.command(LINK_DOWN)
def link_down(device: DeviceName, interface: Interface, directory: Directory = None, json: Json = False) -> None:
    """Cut the cable in an interface: both ends go down, their neighbours vanish."""
    _order(directory, {"do": "fault", "kind": LINK_DOWN, "device": device, "interface": interface}, json=json)


@fault_app.command(ERRORS)
def errors(
    device: DeviceName,
    interface: Interface,
    per_second: Annotated[float, typer.Option(help="Input errors per second.")] = 10.0,
    directory: Directory = None,
    json: Json = False,
) -> None:
    """Let the input errors of an interface climb."""
    order: dict[str, object] = {"do": "fault", "kind": ERRORS, "device": device, "interface": interface}
    _order(directory, order | {"amount": per_second}, json=json)


@fault_app.command(FADE_OPTIC)
def fade_optic(
    device: DeviceName,
    interface: Interface,
    db_per_minute: Annotated[float, typer.Option(help="Decibels of received light lost each minute.")] = 1.0,
    directory: Directory = None,
    json: Json = False,
) -> None:
    """Let the light that an interface receives fade."""
    order: dict[str, object] = {"do": "fault", "kind": FADE_OPTIC, "device": device, "interface": interface}
    _order(directory, order | {"amount": db_per_minute}, json=json)


@fault_app.command(SILENCE)
def silence(device: DeviceName, directory: Directory = None, json: Json = False) -> None:
    """Let a device's agent say nothing."""
    _order(directory, {"do": "fault", "kind": SILENCE, "device": device}, json=json)


@fault_app.command(SLOW)
def slow(
    device: DeviceName,
    ms: Annotated[float, typer.Option(help="Milliseconds until each answer.")] = 800.0,
    directory: Directory = None,
    json: Json = False,
) -> None:
    """Let a device's agent answer late."""
    _order(directory, {"do": "fault", "kind": SLOW, "device": device, "amount": ms}, json=json)


@fault_app.command(REBOOT)
def reboot(
    device: DeviceName,
    seconds: Annotated[float, typer.Option(help="How long it is away.")] = DEFAULT_REBOOT_S,
    directory: Directory = None,
    json: Json = False,
) -> None:
    """Restart a device: silent, its links down; then back with uptime and counters at zero."""
    _order(directory, {"do": "fault", "kind": REBOOT, "device": device, "amount": seconds}, json=json)


@fault_app.command(STEAL_IDENTITY)
def steal_identity(
    device: DeviceName,
    other: Annotated[str, typer.Argument(metavar="OTHER", help="Whose name and serial it answers with.")],
    directory: Directory = None,
    json: Json = False,
) -> None:
    """Let a device answer with another's name and serial number."""
    _order(directory, {"do": "fault", "kind": STEAL_IDENTITY, "device": device, "other": other}, json=json)


@fault_app.command()
def clear(
    device: Annotated[str, typer.Argument(metavar="[DEVICE]", help="Mend only this device.")] = "",
    number: Annotated[int, typer.Option("--id", help="Mend only this fault.")] = 0,
    directory: Directory = None,
    json: Json = False,
) -> None:
    """Mend what is broken."""
    _order(directory, {"do": "clear", "device": device, "number": number}, json=json)


@fault_app.command("list")
def list_faults(directory: Directory = None, json: Json = False) -> None:
    """List what is broken."""
    _order(directory, {"do": "faults"}, json=json)


if __name__ == "__main__":
    from typer.main import get_command

    from watchkeeper.faces.cli.failures import report

    try:
        get_command(app).main(prog_name="wk lab", standalone_mode=False)
    except (WatchkeeperError, typer.TyperException) as failure:
        sys.exit(report(failure))
