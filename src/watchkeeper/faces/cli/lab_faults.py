"""``wk lab fault``: break something in a running lab, list what is broken, mend it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Annotated

import typer

from watchkeeper.core.errors import WatchkeeperError
from watchkeeper.faces.cli.console import print_json, print_table
from watchkeeper.faces.cli.options import Json
from watchkeeper.lab.errors import LabError
from watchkeeper.lab.frr.faults import BLACKHOLE, CUT, DAMAGE, METRIC, POWER_OFF, SHUT_SESSION
from watchkeeper.lab.frr.ring import RESTORE, FrrLab
from watchkeeper.lab.frr.state import Fault
from watchkeeper.lab.serve.client import Order, ask, is_running
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
from watchkeeper.lab.serve.options import runtime_directory

fault_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Break something in a running lab; mend it.")

Directory = Annotated[
    str | None, typer.Option("--dir", help="Runtime directory of the lab.", envvar="WATCHKEEPER_LAB_DIR")
]
DeviceName = Annotated[str, typer.Argument(metavar="DEVICE", help="Name of the device.")]
Interface = Annotated[str, typer.Argument(metavar="IFACE", help="Interface: its name, description or ifIndex.")]
Row = dict[str, object]


@contextmanager
def explained() -> Iterator[None]:
    """Turn a lab's error into one that the command line knows how to print."""
    try:
        yield
    except LabError as error:
        raise WatchkeeperError(error.message, hint=error.hint) from error


def _emulated(directory: str | None, order: Order, *, json: bool) -> None:
    """Give an emulated lab an order and show the faults of its reply."""
    with explained():
        rows = _rows(ask(runtime_directory(directory), order))
    _show(rows, json=json)


def _frr(directory: str | None, act: Callable[[FrrLab], list[Fault]], *, json: bool) -> None:
    """Let an FRR lab do something and show the wires concerned."""
    with explained():
        place = runtime_directory(directory)
        lab = FrrLab.load(place)
        if lab is None:
            hint = "Start one with `wk lab up --frr ring:3`; emulated labs have `wk lab fault link-down`."
            raise LabError(f"No FRR lab is running in {place}.", hint=hint)
        rows = [_wire_row(fault) for fault in act(lab)]
    _show(rows, json=json)


def _rows(reply: dict[str, object]) -> list[Row]:
    rows = reply.get("faults")
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _wire_row(fault: Fault) -> Row:
    return {"id": None, "kind": fault.kind, "device": fault.device, "interface": fault.interface}


def _show(rows: Sequence[Row], *, json: bool) -> None:
    if json:
        print_json(rows)
        return
    print_table(
        ("id", "fault", "device", "interface", "amount", "other", "ports"),
        [_cells(row) for row in rows],
        empty="Nothing is broken.",
    )


def _cells(row: Row) -> tuple[object, ...]:
    ports = row.get("ports")
    joined = ", ".join(map(str, ports)) if isinstance(ports, list) else None
    optional = [row.get(name) or None for name in ("interface", "amount", "other")]
    return (row.get("id"), row["kind"], row["device"], *optional, joined or None)


@fault_app.command(LINK_DOWN)
def link_down(device: DeviceName, interface: Interface, directory: Directory = None, json: Json = False) -> None:
    """Cut the cable in an interface: both ends go down, their neighbours vanish."""
    _emulated(directory, {"do": "fault", "kind": LINK_DOWN, "device": device, "interface": interface}, json=json)


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
    _emulated(directory, order | {"amount": per_second}, json=json)


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
    _emulated(directory, order | {"amount": db_per_minute}, json=json)


@fault_app.command(SILENCE)
def silence(device: DeviceName, directory: Directory = None, json: Json = False) -> None:
    """Let a device's agent say nothing."""
    _emulated(directory, {"do": "fault", "kind": SILENCE, "device": device}, json=json)


@fault_app.command(SLOW)
def slow(
    device: DeviceName,
    ms: Annotated[float, typer.Option(help="Milliseconds until each answer.")] = 800.0,
    directory: Directory = None,
    json: Json = False,
) -> None:
    """Let a device's agent answer late."""
    _emulated(directory, {"do": "fault", "kind": SLOW, "device": device, "amount": ms}, json=json)


@fault_app.command(REBOOT)
def reboot(
    device: DeviceName,
    seconds: Annotated[float, typer.Option(help="How long it is away.")] = DEFAULT_REBOOT_S,
    directory: Directory = None,
    json: Json = False,
) -> None:
    """Restart a device: silent, its links down; then back with uptime and counters at zero."""
    _emulated(directory, {"do": "fault", "kind": REBOOT, "device": device, "amount": seconds}, json=json)


@fault_app.command(STEAL_IDENTITY)
def steal_identity(
    device: DeviceName,
    other: Annotated[str, typer.Argument(metavar="OTHER", help="Whose name and serial it answers with.")],
    directory: Directory = None,
    json: Json = False,
) -> None:
    """Let a device answer with another's name and serial number."""
    _emulated(directory, {"do": "fault", "kind": STEAL_IDENTITY, "device": device, "other": other}, json=json)


@fault_app.command(CUT)
def cut(device: DeviceName, interface: Interface, directory: Directory = None, json: Json = False) -> None:
    """Cut a wire between FRR routers: the link goes down at both ends."""
    _frr(directory, lambda lab: [lab.cut(device, interface)], json=json)


@fault_app.command(BLACKHOLE)
def blackhole(device: DeviceName, interface: Interface, directory: Directory = None, json: Json = False) -> None:
    """Let a wire between FRR routers swallow every frame while its link stays up."""
    _frr(directory, lambda lab: [lab.blackhole(device, interface)], json=json)


@fault_app.command(POWER_OFF)
def power_off(device: DeviceName, directory: Directory = None, json: Json = False) -> None:
    """Turn an FRR router off: nothing runs there any more, and its links go down."""
    _frr(directory, lambda lab: [lab.power_off(device)], json=json)


@fault_app.command(SHUT_SESSION)
def shut_session(
    device: DeviceName,
    peer: Annotated[str, typer.Argument(metavar="PEER", help="The router at the other end.")],
    directory: Directory = None,
    json: Json = False,
) -> None:
    """Shut a BGP session between two FRR routers down by configuration."""
    _frr(directory, lambda lab: [lab.shut_session(device, peer)], json=json)


@fault_app.command(DAMAGE)
def damage(device: DeviceName, interface: Interface, directory: Directory = None, json: Json = False) -> None:
    """Damage one in ten of the frames that an end of a tunnel between FRR routers receives."""
    _frr(directory, lambda lab: [lab.damage(device, interface)], json=json)


@fault_app.command(METRIC)
def metric(device: DeviceName, interface: Interface, directory: Directory = None, json: Json = False) -> None:
    """Mistake a metric: OSPF and IS-IS of one router avoid an interface, the other end's do not."""
    _frr(directory, lambda lab: [lab.metric(device, interface)], json=json)


@fault_app.command(RESTORE)
def restore(
    device: Annotated[str, typer.Argument(metavar="[DEVICE]", help="Mend only this router.")] = "",
    interface: Annotated[str, typer.Argument(metavar="[IFACE]", help="Mend only this wire or session.")] = "",
    directory: Directory = None,
    json: Json = False,
) -> None:
    """Mend what is broken among FRR routers."""
    _frr(directory, lambda lab: lab.restore(device, interface), json=json)


@fault_app.command()
def clear(
    device: Annotated[str, typer.Argument(metavar="[DEVICE]", help="Mend only this device.")] = "",
    number: Annotated[int, typer.Option("--id", help="Mend only this fault.")] = 0,
    directory: Directory = None,
    json: Json = False,
) -> None:
    """Mend what is broken among emulated devices."""
    _emulated(directory, {"do": "clear", "device": device, "number": number}, json=json)


@fault_app.command("list")
def list_faults(directory: Directory = None, json: Json = False) -> None:
    """List what is broken."""
    with explained():
        place = runtime_directory(directory)
        lab = FrrLab.load(place)
        rows = [_wire_row(fault) for fault in lab.faults] if lab else []
        if lab is None or is_running(place):
            rows = [*_rows(ask(place, {"do": "faults"})), *rows]
    _show(rows, json=json)
