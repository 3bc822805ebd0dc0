"""``wk probe``: ask one SNMP agent everything and print its report, with no server and no database."""

import asyncio
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from watchkeeper.faces.cli import agent_options as agent
from watchkeeper.faces.cli.options import Json

if TYPE_CHECKING:
    from watchkeeper.estate.drivers.protocol import SnmpCredential
    from watchkeeper.estate.drivers.snmp.report import DeviceReport

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command()
def probe(
    target: Annotated[str, typer.Argument(help="Host or address of the agent, with :port if it is not 161.")],
    community: agent.Community = "public",
    version: agent.Version = "2c",
    timeout: agent.Timeout = 2.0,
    retries: agent.Retries = 2,
    user: agent.User = "",
    auth: agent.Auth = None,
    auth_secret: agent.AuthSecret = "",
    priv: agent.Priv = None,
    priv_secret: agent.PrivSecret = "",
    context: agent.Context = "",
    budget: Annotated[float, typer.Option("--budget", min=1, help="Seconds that the whole visit may take.")] = 55.0,
    as_json: Json = False,
) -> int:
    """Ask one SNMP agent who it is and what it has."""
    host, port = agent.parse_target(target)
    credential = agent.credential_of(version, community, user, (auth, auth_secret), (priv, priv_secret), context)
    report = _run(host, port, credential, timeout, retries, budget, quiet=as_json)
    shown = target if ":" in target else f"{host}:{port}"
    if as_json:
        from watchkeeper.faces.cli.console import print_json

        print_json(as_document(report, shown))
    else:
        from watchkeeper.faces.cli.probe_view import show

        show(report, shown)
    return 0 if status_of(report) == "ok" else 1


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
        "bfd_sessions": [asdict(session) for session in report.bfd_sessions],
        "vrfs": [asdict(vrf) for vrf in report.vrfs],
        "pseudowires": [asdict(wire) for wire in report.pseudowires],
        "vpls": [asdict(one) for one in report.vpls],
        "features": [{**asdict(row), "told": dict(row.told)} for row in report.features],
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
