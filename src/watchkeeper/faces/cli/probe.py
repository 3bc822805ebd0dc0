"""``wk probe``: ask one SNMP agent everything and print its report, with no server and no database."""

import asyncio
import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Annotated, Final

import typer

from watchkeeper.core.errors import InvalidInputError
from watchkeeper.faces.cli.options import Json

if TYPE_CHECKING:
    from watchkeeper.estate.drivers.protocol import SnmpCredential
    from watchkeeper.estate.drivers.snmp.report import DeviceReport

_TARGET: Final = re.compile(
    r"\[(?P<v6>[^\]]+)\](?::(?P<v6port>\d+))?|(?P<host>[^:\s]+)(?::(?P<port>\d+))?|(?P<bare>[0-9A-Fa-f:.]+)"
)
_MAX_PORT: Final = 65_535
_SNMP_PORT: Final = 161
_AUTH: Final = ("md5", "sha1", "sha224", "sha256", "sha384", "sha512")
_PRIV: Final = ("des", "aes128", "aes192", "aes256", "aes192c", "aes256c")

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command()
def probe(
    target: Annotated[str, typer.Argument(help="Host or address of the agent, with :port if it is not 161.")],
    community: Annotated[str, typer.Option("--community", "-c", help="Community of SNMP v1 and v2c.")] = "public",
    version: Annotated[str, typer.Option("--version", help="SNMP version: 1, 2c or 3. With --user it is 3.")] = "2c",
    timeout: Annotated[float, typer.Option("--timeout", min=0.05, help="Seconds to wait for the first answer.")] = 2.0,
    retries: Annotated[int, typer.Option("--retries", min=0, max=10, help="How often to ask again.")] = 2,
    user: Annotated[str, typer.Option("--user", "-u", help="User of SNMP v3.")] = "",
    auth: Annotated[str | None, typer.Option("--auth", help=f"Authentication: {', '.join(_AUTH)}.")] = None,
    auth_secret: Annotated[
        str, typer.Option("--auth-secret", envvar="WATCHKEEPER_SNMP_AUTH_SECRET", help="Authentication password.")
    ] = "",
    priv: Annotated[str | None, typer.Option("--priv", help=f"Privacy: {', '.join(_PRIV)}.")] = None,
    priv_secret: Annotated[
        str, typer.Option("--priv-secret", envvar="WATCHKEEPER_SNMP_PRIV_SECRET", help="Privacy password.")
    ] = "",
    context: Annotated[str, typer.Option("--context", help="SNMP v3 context name.")] = "",
    budget: Annotated[float, typer.Option("--budget", min=1, help="Seconds that the whole visit may take.")] = 55.0,
    as_json: Json = False,
) -> int:
    """Ask one SNMP agent who it is and what it has."""
    from watchkeeper.estate.drivers.protocol import SnmpCredential

    host, port = _parse_target(target)
    version = "3" if user else version
    _check(version, user, auth, auth_secret, priv, priv_secret)
    credential = SnmpCredential(
        version=version,
        community=community,
        user=user,
        auth=auth,
        auth_secret=auth_secret,
        priv=priv,
        priv_secret=priv_secret,
        context=context,
    )
    report = _run(host, port, credential, timeout, retries, budget, quiet=as_json)
    shown = target if ":" in target else f"{host}:{port}"
    if as_json:
        from watchkeeper.faces.cli.console import print_json

        print_json(as_document(report, shown))
    else:
        from watchkeeper.faces.cli.probe_view import show

        show(report, shown)
    return 0 if status_of(report) == "ok" else 1


def _parse_target(target: str) -> tuple[str, int]:
    found = _TARGET.fullmatch(target.strip())
    if found is None:
        raise InvalidInputError(
            f"{target!r} is no host and no host:port.", hint="Write 10.0.0.1, router:1161 or [2001:db8::1]:161."
        )
    host = found["v6"] or found["host"] or found["bare"]
    port = int(found["v6port"] or found["port"] or _SNMP_PORT)
    if not 0 < port <= _MAX_PORT:
        raise InvalidInputError(f"{port} is no UDP port.", hint="Ports are 1 to 65535.")
    return host, port


def _check(version: str, user: str, auth: str | None, auth_secret: str, priv: str | None, priv_secret: str) -> None:
    if version not in {"1", "2c", "3"}:
        raise InvalidInputError(f"There is no SNMP version {version!r}.", hint="Use --version 1, 2c or 3.")
    if version == "3" and not user:
        raise InvalidInputError("SNMP v3 needs a user.", hint="Add --user NAME.")
    for option, chosen, known, secret in (("auth", auth, _AUTH, auth_secret), ("priv", priv, _PRIV, priv_secret)):
        if chosen is not None and chosen not in known:
            raise InvalidInputError(f"--{option} {chosen} is not known.", hint=f"Use one of {', '.join(known)}.")
        if chosen is not None and not secret:
            raise InvalidInputError(
                f"--{option} needs a password.", hint=f"Add --{option}-secret, or set its variable."
            )
    if priv is not None and auth is None:
        raise InvalidInputError("Privacy needs authentication.", hint="Add --auth sha256 and --auth-secret.")


def _run(
    host: str, port: int, credential: "SnmpCredential", timeout_s: float, retries: int, budget_s: float, *, quiet: bool
) -> "DeviceReport":
    from watchkeeper.estate.drivers.platforms.registry import shipped
    from watchkeeper.estate.drivers.snmp.session import Policy
    from watchkeeper.estate.drivers.snmp.visit import visit

    policy = Policy(timeout_s=timeout_s, retries=retries)

    async def run(progress: Callable[[str], None]) -> "DeviceReport":
        return await visit(host, port, credential, shipped(), policy=policy, budget_s=budget_s, progress=progress)

    if quiet:
        return asyncio.run(run(lambda _: None))
    from watchkeeper.faces.cli.console import progress

    with progress(f"Probing {host}") as step:
        return asyncio.run(run(lambda text: step(0, None, text)))


def status_of(report: "DeviceReport") -> str:
    """Return the contract's status word."""
    outcome = report.outcome.value
    if outcome in {"ok", "partial"}:
        return "ok"
    return outcome if outcome in {"unreachable", "timeout", "auth_failed"} else "error"


def as_document(report: "DeviceReport", target: str) -> dict[str, object]:
    """Return the report in the words of the command line's contract."""
    from dataclasses import asdict

    document: dict[str, object] = {
        "target": target,
        "status": status_of(report),
        "error": report.error,
        "platform": report.platform,
        "identity": asdict(report.identity),
        "interfaces": [{**_fields(interface), "counters": dict(interface.counters)} for interface in report.interfaces],
        "sensors": [
            {
                "class": sensor.sensor_class,
                "index": sensor.index,
                "descr": sensor.descr,
                "value": sensor.value,
                "unit": sensor.unit,
                "state_text": sensor.state_text,
                "severity": sensor.severity,
                "limit_low": sensor.limits.low,
                "limit_low_warn": sensor.limits.low_warn,
                "limit_high_warn": sensor.limits.high_warn,
                "limit_high": sensor.limits.high,
            }
            for sensor in report.sensors
        ],
        "neighbors": [asdict(neighbour) for neighbour in report.neighbours],
        "bgp_peers": [asdict(peer) for peer in report.bgp_peers],
        "ospf_neighbors": [asdict(neighbour) for neighbour in report.ospf_neighbours],
        "isis_adjacencies": [asdict(adjacency) for adjacency in report.isis_adjacencies],
        "processors": [asdict(processor) for processor in report.processors],
        "memory": [{k: v for k, v in asdict(pool).items() if k != "type"} for pool in report.memory],
        "storage": [{k: v for k, v in asdict(pool).items() if k != "percent"} for pool in report.storage],
        "timing": asdict(report.timing),
    }
    if report.partial:
        document["partial"] = [asdict(partial) for partial in report.partial]
    return document


def _fields(interface: object) -> Mapping[str, object]:
    names = (
        "if_index", "name", "descr", "alias", "type", "mtu", "speed_bps", "mac", "admin_status", "oper_status",
    )  # fmt: skip
    return {name: getattr(interface, name) for name in names}


if __name__ == "__main__":
    import sys

    from typer.main import get_command

    from watchkeeper.faces.cli.failures import report as report_failure

    try:
        sys.exit(get_command(app).main(standalone_mode=False))
    except Exception as error:  # noqa: BLE001  # the edge of the program: every failure becomes a line and a status
        sys.exit(report_failure(error))
