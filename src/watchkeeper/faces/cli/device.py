"""``wk device``: add, import, list and show devices."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from watchkeeper.core.errors import InvalidInputError
from watchkeeper.faces.cli import console
from watchkeeper.faces.cli.options import DataDir, Json

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from watchkeeper.core.http.security import Principal
    from watchkeeper.estate.inventory.schemas import DeviceView, InterfaceView
    from watchkeeper.faces.wiring import Services
    from watchkeeper.understand.topology.configurations.schemas import ConfigurationView

app = typer.Typer(no_args_is_help=True)

COLUMNS = ("id", "name", "address", "state", "since", "platform", "model", "site", "tags")


@app.callback()
def device() -> None:
    """Add, import, list and show devices."""


@app.command()
def add(
    name: Annotated[str, typer.Argument(help="Name of the device, unique.")],
    address: Annotated[str, typer.Argument(help="Where its SNMP agent answers: an address or host name.")],
    port: Annotated[int, typer.Option("--port", min=1, max=65_535, help="UDP port of the agent.")] = 161,
    site: Annotated[str, typer.Option("--site", help="Site that it stands in; made when it is new.")] = "",
    tag: Annotated[list[str] | None, typer.Option("--tag", help="A tag; may be repeated.", show_default=False)] = None,
    credential: Annotated[str, typer.Option("--credential", help="Name of a stored credential to use.")] = "",
    community: Annotated[
        str, typer.Option("--community", help="SNMP v2c community: stored as a credential of its own.")
    ] = "",
    platform: Annotated[str, typer.Option("--platform", help="Platform, when it should not be recognised.")] = "",
    interval_s: Annotated[
        int | None, typer.Option("--interval", min=5, max=86_400, help="Seconds between polls.", show_default=False)
    ] = None,
    json: Json = False,
    data_dir: DataDir = None,
) -> None:
    """Add one device."""
    import asyncio

    if credential and community:
        raise InvalidInputError("--credential and --community exclude each other.", hint="Give one of them.")
    fields: dict[str, object] = {
        "name": name,
        "address": address,
        "snmp_port": port,
        "tags": tag or [],
        "platform": platform,
        "interval_s": interval_s,
    }
    added = asyncio.run(_add(data_dir, fields, site=site, credential=credential, community=community))
    if json:
        console.print_json(added.model_dump(mode="json"))
    else:
        print(f"Added {added.name} ({added.address}) as device {added.id}.")


async def _add(
    data_dir: Path | None, fields: dict[str, object], *, site: str, credential: str, community: str
) -> "DeviceView":
    from watchkeeper.estate.inventory.schemas import DeviceCreate, DeviceView
    from watchkeeper.faces.cli.credentials import credential_for, credential_named
    from watchkeeper.faces.cli.installation import local_principal, opened
    from watchkeeper.faces.cli.validation import validated

    new = validated(DeviceCreate, fields)
    async with opened(data_dir) as services, services.database.transaction() as session:
        actor = local_principal()
        new.site_id = await _site(services, session, actor, site) if site else None
        if credential:
            new.credential_id = await credential_named(services, session, credential)
        elif community:
            new.credential_id = await credential_for(services, session, community, f"{new.name} community")
        created = await services.inventory.create_device(session, new, actor)
        return DeviceView.of(created, fresh=services.inventory.fresh(created))


async def _site(services: "Services", session: "AsyncSession", actor: "Principal", name: str) -> int:
    from watchkeeper.core.http.paging import ListQuery
    from watchkeeper.estate.inventory.schemas import SiteCreate
    from watchkeeper.faces.cli.validation import validated

    found, _ = await services.groups.list_sites(session, ListQuery(limit=1000, q=name))
    same = next((site.id for site in found if site.name.casefold() == name.strip().casefold()), None)
    if same is not None:
        return same
    return (await services.groups.create_site(session, validated(SiteCreate, {"name": name}), actor)).id


@app.command(name="import")
def import_(
    file: Annotated[Path, typer.Argument(help="CSV or YAML file with devices.")],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would change.")] = False,
    file_format: Annotated[
        str, typer.Option("--format", help="csv or yaml; by default what the file looks like.", show_default=False)
    ] = "",
    community: Annotated[
        str, typer.Option("--community", help="SNMP v2c community of devices that name no credential.")
    ] = "",
    json: Json = False,
    data_dir: DataDir = None,
) -> int:
    """Import devices from a file, after showing what would change."""
    import asyncio

    from watchkeeper.faces.cli.importing import Wish, import_devices, read_file

    if json and not (yes or dry_run):
        raise InvalidInputError("--json does not ask.", hint="Give --yes to import, --dry-run to only look.")
    wish = Wish(file_format or None, read_file(file), yes, dry_run, community, json)

    async def run() -> int:
        from watchkeeper.faces.cli.installation import opened

        async with opened(data_dir) as services:
            return await import_devices(services, wish)

    return asyncio.run(run())


@app.command(name="list")
def list_(
    state: Annotated[str, typer.Option("--state", help="Only those that are up, down or unknown.")] = "",
    tag: Annotated[str, typer.Option("--tag", help="Only those with this tag.")] = "",
    platform: Annotated[str, typer.Option("--platform", help="Only those of this platform.")] = "",
    search: Annotated[str, typer.Option("--search", help="Text to look for in name, address and system name.")] = "",
    json: Json = False,
    data_dir: DataDir = None,
) -> None:
    """List devices with their state."""
    import asyncio

    if state and state not in {"up", "down", "unknown"}:
        raise InvalidInputError(f"There is no state {state!r}.", hint="States are up, down and unknown.")
    devices = asyncio.run(_list(data_dir, state=state, tag=tag, platform=platform, search=search))
    if json:
        console.print_json([one.model_dump(mode="json") for one in devices])
        return
    console.print_table(
        COLUMNS,
        [
            (
                one.id,
                one.name,
                f"{one.address}:{one.snmp_port}",
                one.state if one.enabled else "disabled",
                one.state_since,
                one.platform or None,
                one.model or None,
                one.site.name if one.site else None,
                ", ".join(one.tags),
            )
            for one in devices
        ],
        empty="No devices. Add one with `wk device add`, or find them with `wk discover`.",
    )


async def _list(data_dir: Path | None, *, state: str, tag: str, platform: str, search: str) -> "list[DeviceView]":
    from watchkeeper.core.http.paging import MAX_LIMIT, ListQuery
    from watchkeeper.estate.inventory.repository import DeviceFilter
    from watchkeeper.estate.inventory.schemas import DeviceView
    from watchkeeper.faces.cli.installation import opened

    wanted = DeviceFilter(state=state or None, tag=tag or None, platform=platform or None, search=search)
    found: list[DeviceView] = []
    async with opened(data_dir) as services, services.database.reading() as session:
        total = 1
        while len(found) < total:
            query = ListQuery(offset=len(found), limit=MAX_LIMIT)
            page, total = await services.inventory.list_devices(session, wanted, query)
            found += [DeviceView.of(one, fresh=services.inventory.fresh(one)) for one in page]
            if not page:
                break
    return found


@app.command()
def show(
    name: Annotated[str, typer.Argument(help="Name or number of the device.")],
    json: Json = False,
    data_dir: DataDir = None,
) -> None:
    """Show one device with its interfaces."""
    import asyncio

    one, interfaces = asyncio.run(_show(data_dir, name))
    if json:
        ports = [port.model_dump(mode="json") for port in interfaces]
        console.print_json({**one.model_dump(mode="json"), "interfaces": ports})
        return
    for field, value in one.model_dump(exclude={"interfaces", "observed_identity"}).items():
        shown = one.site.name if field == "site" and one.site else ", ".join(one.tags) if field == "tags" else value
        if shown not in (None, ""):
            print(f"{field:<16} {console.plain_text(shown)}")
    print()
    console.print_table(
        ("index", "name", "alias", "admin", "oper", "speed_bps"),
        [(i.if_index, i.name, i.alias, i.admin_status, i.oper_status, i.speed_bps) for i in interfaces],
        empty="No interfaces are known yet.",
    )


async def _show(data_dir: Path | None, name: str) -> "tuple[DeviceView, list[InterfaceView]]":
    from watchkeeper.core.http.paging import MAX_LIMIT, ListQuery
    from watchkeeper.estate.inventory.schemas import DeviceView, InterfaceView
    from watchkeeper.faces.cli.installation import find_device, opened

    async with opened(data_dir) as services, services.database.reading() as session:
        found = await find_device(services, session, name)
        ports, _ = await services.inventory.list_interfaces(session, found.id, ListQuery(limit=MAX_LIMIT))
        view = DeviceView.of(found, fresh=services.inventory.fresh(found))
        return view, [InterfaceView.of(port) for port in ports]


@app.command()
def configuration(
    name: Annotated[str, typer.Argument(help="Name or number of the device.")],
    file: Annotated[Path | None, typer.Argument(help="The configuration, - for standard input.")] = None,
    json: Json = False,
    data_dir: DataDir = None,
) -> None:
    """Give a device's configuration as evidence for the map, or show what is kept; the text itself never is."""
    import asyncio

    view = asyncio.run(_configuration(data_dir, name, None if file is None else _text_of(file)))
    if json:
        console.print_json(view.model_dump(mode="json"))
        return
    for field, value in view.model_dump().items():
        shown = ", ".join(value) if isinstance(value, list) else value
        if shown not in (None, ""):
            print(f"{field:<16} {console.plain_text(shown)}")


def _text_of(file: Path) -> str:
    import sys

    if str(file) == "-":
        return sys.stdin.read()
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise InvalidInputError(f"{file} cannot be read: {error.strerror}.", hint="Check the path.") from error


async def _configuration(data_dir: Path | None, name: str, text: str | None) -> "ConfigurationView":
    from watchkeeper.faces.cli.installation import find_device, local_principal, opened
    from watchkeeper.faces.cli.validation import validated
    from watchkeeper.understand.topology.configurations.schemas import ConfigurationIn

    async with opened(data_dir) as services, services.database.transaction() as session:
        found = await find_device(services, session, name)
        if text is not None:
            given = validated(ConfigurationIn, {"text": text})
            return await services.configurations.keep(session, found.id, given.text, local_principal())
        return await services.configurations.kept(session, found.id)
