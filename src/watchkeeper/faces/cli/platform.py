"""``wk platform``: work on platform files, the descriptions of kinds of devices, with no server and no database."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from watchkeeper.core.errors import InvalidInputError
from watchkeeper.faces.cli import agent_options as agent
from watchkeeper.faces.cli.options import Json

if TYPE_CHECKING:
    from watchkeeper.estate.drivers.platforms.checking import Problem
    from watchkeeper.estate.drivers.protocol import SnmpCredential
    from watchkeeper.estate.drivers.snmp.trial import Trial

app = typer.Typer(no_args_is_help=True)


@app.callback()
def platform() -> None:
    """Work on platform files: how a kind of device is recognised and read."""


@app.command()
def check(
    file: Annotated[Path, typer.Argument(help="Platform file, called like its platform: acme.yaml.")],
    against: Annotated[
        str, typer.Option("--against", help="Host of a live agent, with :port if it is not 161.", show_default=False)
    ] = "",
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
    budget: Annotated[float, typer.Option("--budget", min=1, help="Seconds that the whole visit may take.")] = 120.0,
    as_json: Json = False,
) -> int:
    """Say what is wrong with a platform file, and what it gives on a device."""
    found = _problems(file)
    trial, shown = None, ""
    if against and not found:
        host, port = agent.parse_target(against)
        shown = against if ":" in against else f"{host}:{port}"
        credential = agent.credential_of(version, community, user, (auth, auth_secret), (priv, priv_secret), context)
        trial = _try(file, host, port, credential, (timeout, retries, budget), quiet=as_json)
    if as_json:
        from watchkeeper.faces.cli.console import print_json

        print_json(as_document(file, found, trial, shown))
    else:
        from watchkeeper.faces.cli.platform_view import show

        show(file, found, trial, shown)
    return 0 if not found and (trial is None or _answered(trial)) else 1


def _problems(file: Path) -> "list[Problem]":
    from watchkeeper.estate.drivers.platforms.checking import problems

    try:
        return problems(file)
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no UTF-8 text"
        raise InvalidInputError(f"{file} cannot be read: {reason}.", hint="Check the path.") from error


def _try(
    file: Path,
    host: str,
    port: int,
    credential: "SnmpCredential",
    patience: tuple[float, int, float],
    *,
    quiet: bool,
) -> "Trial":
    from watchkeeper.estate.drivers.platforms.checking import registry_with
    from watchkeeper.estate.drivers.snmp.session import Policy
    from watchkeeper.estate.drivers.snmp.trial import attempt

    timeout_s, retries, budget_s = patience
    policy, registry = Policy(timeout_s=timeout_s, retries=retries), registry_with(file)

    async def run(progress: Callable[[str], None]) -> "Trial":
        return await attempt(
            host, port, credential, registry, file.stem, policy=policy, budget_s=budget_s, progress=progress
        )

    if quiet:
        return asyncio.run(run(lambda _: None))
    from watchkeeper.faces.cli.console import progress

    with progress(f"Asking {host}") as step:
        return asyncio.run(run(lambda text: step(0, None, text)))


def _answered(trial: "Trial") -> bool:
    return trial.report.outcome.value in {"ok", "partial"}


def as_document(file: Path, found: "list[Problem]", trial: "Trial | None", target: str) -> dict[str, object]:
    """Return everything as one JSON document; ``device`` is absent without a host."""
    from dataclasses import asdict

    document: dict[str, object] = {
        "file": file,
        "valid": not found,
        "problems": [asdict(problem) for problem in found],
    }
    if trial is not None:
        document["device"] = {
            "target": target,
            "outcome": trial.report.outcome,
            "error": trial.report.error,
            "recognised_as": trial.recognised or None,
            "identity": asdict(trial.report.identity),
            "tables": [asdict(line) for line in trial.yields],
            "unread": [
                {**asdict(offer), "examples": [{"oid": oid, "value": value} for oid, value in offer.examples]}
                for offer in trial.unread
            ],
            "partial": [asdict(partial) for partial in trial.report.partial],
            "walk_cut": list(trial.cut),
        }
    return document
