"""``wk vault``: the master key and the secrets under it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from watchkeeper.faces.cli import console
from watchkeeper.faces.cli.options import DataDir, Json

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from watchkeeper.core.keys.rotation import KeyState
    from watchkeeper.estate.inventory.login_trials import LoginTrial
    from watchkeeper.estate.vault.mapping import Explained
    from watchkeeper.faces.wiring import Services

app = typer.Typer(no_args_is_help=True)
_RENEWAL = "vault-renewal"
_AT_ONCE = 100


@app.callback()
def vault() -> None:
    """Look after the master key and the secrets that it protects."""


@app.command()
def status(json: Json = False, data_dir: DataDir = None) -> None:
    """Show where the master key comes from and what each key has wrapped."""
    import asyncio

    state = asyncio.run(_state(data_dir))
    if json:
        from dataclasses import asdict

        console.print_json(asdict(state))
        return
    print(f"The master key comes from: {state.provider}.")
    rows = [(key_id, "current" if number == 0 else "retired") for number, key_id in enumerate(state.key_ids)]
    console.print_table(
        ["key", "state", "secrets"], ((key_id, word, state.wrapped.get(key_id, 0)) for key_id, word in rows)
    )


async def _state(data_dir: Path | None) -> "KeyState":
    from watchkeeper.faces.cli.installation import opened

    async with opened(data_dir) as services:
        return await services.rotation.state()


@app.command("rotate-key")
def rotate_key(json: Json = False, data_dir: DataDir = None) -> None:
    """Make a new master key and wrap every secret by it; the old key still opens until it is dropped."""
    _finish(_run(data_dir, _rotate, "Wrapping secrets by the new key"), json=json)


async def _rotate(services: "Services", step: console.Step) -> dict[str, object]:
    from watchkeeper.faces.cli.installation import local_principal

    key_id = await services.rotation.add_key(local_principal())
    return {"key_id": key_id, "rewrapped": await services.rotation.rewrap(local_principal(), step)}


@app.command()
def rewrap(json: Json = False, data_dir: DataDir = None) -> None:
    """Wrap every secret by the current master key; may be stopped and run again."""
    _finish(_run(data_dir, _rewrap, "Wrapping secrets"), json=json)


async def _rewrap(services: "Services", step: console.Step) -> dict[str, object]:
    from watchkeeper.faces.cli.installation import local_principal

    return {"rewrapped": await services.rotation.rewrap(local_principal(), step)}


@app.command("drop-retired")
def drop_retired(json: Json = False, data_dir: DataDir = None) -> None:
    """Forget master keys that wrap nothing any more."""
    _finish(_run(data_dir, _drop, "Dropping retired keys"), json=json)


async def _drop(services: "Services", step: console.Step) -> dict[str, object]:
    from watchkeeper.faces.cli.installation import local_principal

    del step
    return {"dropped": await services.rotation.drop_retired(local_principal())}


@app.command("renew-data-keys")
def renew_data_keys(json: Json = False, data_dir: DataDir = None) -> None:
    """Encrypt every credential anew under a fresh data key; a run that was stopped goes on where it was."""
    _finish(_run(data_dir, _renew, "Encrypting secrets anew"), json=json)


async def _renew(services: "Services", step: console.Step) -> dict[str, object]:
    from watchkeeper.core.audit import Target, record
    from watchkeeper.faces.cli.installation import local_principal

    begun = _begun(services)
    total = 0
    while True:
        async with services.database.transaction() as session:
            done = await services.vault.renew_data_keys(session, begun, _AT_ONCE)
            total += done
            if not done:
                record(
                    session, "vault.renew_data_keys", Target("vault"), actor=local_principal(), after={"done": total}
                )
        step(total)
        if not done:
            break
    (services.settings.data_dir / _RENEWAL).unlink()
    return {"renewed": total}


def _begun(services: "Services") -> "datetime":
    """Return when the unfinished renewal was begun, or begin one: what was renewed since then is not done twice."""
    from datetime import datetime

    path = services.settings.data_dir / _RENEWAL
    if not path.exists():
        path.write_text(services.clock().isoformat(), encoding="ascii")
    return datetime.fromisoformat(path.read_text(encoding="ascii"))


@app.command()
def why(
    device: Annotated[str, typer.Argument(help="Name or number of a device.")],
    protocol: Annotated[str, typer.Option("--protocol", help="snmp, ssh, netconf, http, winrm or generic.")] = "snmp",
    json: Json = False,
    data_dir: DataDir = None,
) -> None:
    """Say which credentials a device may be opened with, in which order, which one is used, and why."""
    import asyncio

    from watchkeeper.estate.vault.schemas import CandidateView

    found = [CandidateView.of(one) for one in asyncio.run(_why(data_dir, device, protocol))]
    if json:
        console.print_json([one.model_dump(mode="json") for one in found])
        return
    console.print_table(
        ["", "credential", "kind", "why", "standing", "worked", "refused"],
        (
            (
                ">" if one.chosen else "",
                one.name,
                one.kind,
                one.source,
                one.standing,
                one.last_ok_at,
                one.last_refused_at,
            )
            for one in found
        ),
        empty="No credential of this protocol is given to the device.",
    )


async def _why(data_dir: Path | None, name: str, protocol: str) -> "list[Explained]":
    from watchkeeper.core.errors import InvalidInputError
    from watchkeeper.estate.vault.kinds import Protocol
    from watchkeeper.faces.cli.installation import find_device, opened

    if protocol not in set(Protocol):
        raise InvalidInputError(f"There is no protocol {protocol!r}.", hint=f"One of: {', '.join(Protocol)}.")
    async with opened(data_dir) as services, services.database.reading() as session:
        device = await find_device(services, session, name)
        return await services.inventory.explain_credentials(session, device.id, Protocol(protocol))


@app.command("try")
def try_(
    device: Annotated[str, typer.Argument(help="Name or number of a device.")],
    protocol: Annotated[str, typer.Option("--protocol", help="ssh, netconf or http.")] = "ssh",
    json: Json = False,
    data_dir: DataDir = None,
) -> int:
    """Log in to a device with the credential whose turn it is, do nothing there, and say how that went."""
    import asyncio

    from watchkeeper.estate.drivers.protocol import Outcome
    from watchkeeper.estate.inventory.login_trial_endpoints import LoginTrialView
    from watchkeeper.faces.cli.failures import Status

    with console.progress("Logging in"):
        trial = LoginTrialView.of(asyncio.run(_try(data_dir, device, protocol)))
    if json:
        console.print_json(trial.model_dump(mode="json"))
    else:
        for field, value in trial.model_dump(mode="json").items():
            if value not in (None, ""):
                print(f"{field:<12} {console.plain_text(value)}")
    return Status.DONE if trial.outcome is Outcome.OK else Status.FAILED


async def _try(data_dir: Path | None, name: str, protocol: str) -> "LoginTrial":
    from typing import get_args

    from watchkeeper.core.errors import InvalidInputError
    from watchkeeper.estate.vault.kinds import TriedProtocol
    from watchkeeper.faces.cli.installation import find_device, local_principal, opened

    tried = next((one for one in get_args(TriedProtocol) if one == protocol), None)
    if tried is None:
        raise InvalidInputError(
            f"No login is tried by {protocol!r}.", hint=f"One of: {', '.join(get_args(TriedProtocol))}."
        )
    async with opened(data_dir) as services:
        async with services.database.reading() as session:
            device = await find_device(services, session, name)
        transaction = services.database.transaction
        return await services.login_trials.try_login(device.id, tried, transaction, local_principal())


def _run(
    data_dir: Path | None,
    work: "Callable[[Services, console.Step], Awaitable[dict[str, object]]]",
    text: str,
) -> dict[str, object]:
    import asyncio

    async def run() -> dict[str, object]:
        from watchkeeper.faces.cli.installation import opened

        with console.progress(text) as step:
            async with opened(data_dir) as services:
                return await work(services, step)

    return asyncio.run(run())


def _finish(result: dict[str, object], *, json: bool) -> None:
    if json:
        console.print_json(result)
    else:
        print(", ".join(f"{name.replace('_', ' ')}: {value}" for name, value in result.items()) + ".")
