"""``wk lab``: networks to watch. Start one, look at it, end it; ``wk lab fault`` breaks it."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from watchkeeper.core.errors import InvalidInputError, WatchkeeperError
from watchkeeper.faces.cli.console import note, print_json, print_table, progress
from watchkeeper.faces.cli.lab_faults import Directory, explained, fault_app
from watchkeeper.faces.cli.options import Json
from watchkeeper.lab.emulated import EmulatedLab
from watchkeeper.lab.errors import LabError
from watchkeeper.lab.frr.ring import FrrLab
from watchkeeper.lab.frr.status import PROTOCOLS, RouterStatus
from watchkeeper.lab.inventory import INVENTORY_NAME, LabDevice
from watchkeeper.lab.serve.claim import claim
from watchkeeper.lab.serve.client import ask, is_running
from watchkeeper.lab.serve.options import DEFAULT_PORT, LabOptions, runtime_directory

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Networks to watch: emulated devices, FRR routers.")
app.add_typer(fault_app, name="fault")

_SHOWN: int = 20


@app.command()
def up(
    emulated: Annotated[int | None, typer.Option(help="Number of SNMP devices to emulate.", metavar="N")] = None,
    frr: Annotated[
        str | None, typer.Option(help="Real routers instead: ring:N or mesh:N (root).", metavar="SPEC")
    ] = None,
    port: Annotated[int, typer.Option(help="UDP port of all emulated devices; 0 takes a free one.")] = DEFAULT_PORT,
    interfaces: Annotated[int, typer.Option(help="Interfaces of each emulated network device.")] = 49,
    seed: Annotated[int, typer.Option(help="Another number, another network; the same number, the same.")] = 1,
    community: Annotated[str, typer.Option(help="SNMP community that opens the devices.")] = "public",
    role: Annotated[list[str] | None, typer.Option(help="Only emulated devices of this role; repeatable.")] = None,
    workers: Annotated[int, typer.Option(help="Processes that share the work of the emulated devices.")] = 1,
    max_size: Annotated[int, typer.Option(help="Largest response of an emulated device, in octets.")] = 8_192,
    directory: Directory = None,
    detach: Annotated[bool, typer.Option("--detach", "-d", help="Return when ready; `wk lab down` ends it.")] = False,
    json: Json = False,
) -> None:
    """Start a lab.

    Emulated devices answer in the foreground until interrupted, unless detached; FRR routers run until `wk lab down`.
    """
    if (emulated is None) == (frr is None):
        hint = "For example `wk lab up --emulated 20`, or `wk lab up --frr ring:3`."
        raise InvalidInputError("Say which lab to start: --emulated or --frr.", hint=hint)
    with explained():
        place = runtime_directory(directory)
        if frr is not None:
            _up_frr(frr, place, community, json=json)
            return
        options = LabOptions(
            count=emulated or 0,
            port=port,
            interfaces=interfaces,
            seed=seed,
            community=community,
            roles=tuple(role or ()),
            workers=workers,
            max_size=max_size,
            directory=str(place),
        ).checked()
        _up_emulated(options, place, detach=detach, json=json)


def _up_emulated(options: LabOptions, place: Path, *, detach: bool, json: bool) -> None:
    title = f"Starting {options.count} devices"
    inventory = place / INVENTORY_NAME
    if detach:
        with progress(title):
            devices = EmulatedLab(options.count, directory=place, options=options).start(detached=True).devices
        _announce(devices, place, inventory, json=json)
        return
    from watchkeeper.lab.serve.process import LabProcess

    with claim(place):
        with progress(title):
            lab = LabProcess(options, place)
        lab.run(lambda devices: _announce(devices, place, inventory, json=json))


def _up_frr(spec: str, place: Path, community: str, *, json: bool) -> None:
    with progress("Starting FRR routers") as step:
        lab = FrrLab.up(spec, place, community=community, step=lambda text: step(0, text=text))
        try:
            lab.wait_converged(step=lambda text: step(0, text=text[:80]))
        except LabError as error:
            note(f"warning: {error.message} `wk lab status` shows how it goes on.")
    _announce(lab.devices, place, lab.inventory, json=json)


def _announce(devices: Sequence[LabDevice], place: Path, inventory: Path, *, json: bool) -> None:
    if json:
        import json as codec

        document = {
            "ready": True,
            "directory": str(place),
            "inventory": str(inventory),
            "devices": [device.as_json() for device in devices],
        }
        sys.stdout.write(codec.dumps(document) + "\n")  # one line: scripts wait for it
        sys.stdout.flush()
        return
    _print_devices(devices[:_SHOWN])
    if len(devices) > _SHOWN:
        print(f"… and {len(devices) - _SHOWN} more.")
    note(f"{len(devices)} devices answer. Import them: wk device import {inventory}")
    sys.stdout.flush()


def _print_devices(devices: Sequence[LabDevice]) -> None:
    print_table(
        ("name", "address", "site", "role", "platform", "community"),
        [(d.name, f"{d.address}:{d.snmp_port}", d.site, d.role, d.platform, d.community) for d in devices],
    )


@app.command()
def down(directory: Directory = None, json: Json = False) -> None:
    """End the lab, and remove what a killed one has left behind."""
    ended: list[str] = []
    with explained():
        place = runtime_directory(directory)
        frr = FrrLab.load(place)
        emulated = is_running(place)
        if frr is None and not emulated:
            raise LabError(f"No lab is running in {place}.", hint="Name its --dir if it is elsewhere.")
        with progress("Ending the lab"):
            if emulated:
                ask(place, {"do": "stop"})
                with claim(place, wait=True):
                    ended.append("emulated")
            if frr is not None:
                frr.down()
                ended.append("frr")
    if json:
        print_json({"ended": ended})
    else:
        print("The lab has ended.")


@app.command()
def status(directory: Directory = None, json: Json = False) -> None:
    """Show what the running lab is and does; for FRR routers, how many neighbours are up."""
    with explained():
        place = runtime_directory(directory)
        frr = FrrLab.load(place)
        routers = frr.status() if frr else []
        emulated = ask(place, {"do": "status"}) if frr is None or is_running(place) else None
    if json:
        print_json({"emulated": emulated, "frr": _frr_document(frr, routers) if frr else None})
        return
    if emulated:
        print_table(("", ""), [(name.replace("_", " "), value) for name, value in emulated.items()])
    if routers:
        _print_routers(routers)


def _frr_document(lab: FrrLab, routers: Sequence[RouterStatus]) -> dict[str, object]:
    return {
        "ring": lab.ring.spec,
        "converged": all(router.converged for router in routers),
        "routers": [router.as_json() for router in routers],
        "faults": [{"kind": f.kind, "device": f.device, "interface": f.interface} for f in lab.faults],
        "ssh_key": str(lab.key),
    }


def _print_routers(routers: Sequence[RouterStatus]) -> None:
    print_table(
        ("router", "address", *PROTOCOLS, "converged"),
        [
            (r.name, r.management, *(f"{r.up[name]}/{r.expected[name]}" for name in PROTOCOLS), r.converged)
            for r in routers
        ],
    )


@app.command()
def devices(directory: Directory = None, json: Json = False) -> None:
    """List the devices of the running lab."""
    with explained():
        place = runtime_directory(directory)
        frr = FrrLab.load(place)
        found = list(frr.devices) if frr else []
        if frr is None or is_running(place):
            rows = ask(place, {"do": "devices"})["devices"]
            found += [LabDevice(**row) for row in rows] if isinstance(rows, list) else []
    if json:
        print_json([device.as_json() for device in found])
    else:
        _print_devices(found)


if __name__ == "__main__":
    from typer.main import get_command

    from watchkeeper.faces.cli.failures import report

    try:
        get_command(app).main(prog_name="wk lab", standalone_mode=False)
    except (WatchkeeperError, typer.TyperException) as failure:
        sys.exit(report(failure))
