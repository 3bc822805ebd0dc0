"""``wk notify``: see channels, rules and what was sent, test a channel, give dead letters another chance."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from watchkeeper.core.errors import InvalidInputError
from watchkeeper.faces.cli import console
from watchkeeper.faces.cli.failures import Status
from watchkeeper.faces.cli.options import DataDir, Json

if TYPE_CHECKING:
    from watchkeeper.act.notifications.schemas import ChannelView, DeliveryView, RuleView, TestView

app = typer.Typer(no_args_is_help=True)
CHANNEL_COLUMNS = ("id", "name", "kind", "target", "state", "last sent", "last error")
RULE_COLUMNS = ("id", "name", "state", "from", "objects", "steps", "ends told")
LOG_COLUMNS = ("id", "at", "state", "channel", "incident", "tries", "subject", "error")
Limit = Annotated[int, typer.Option("--limit", min=1, max=1000, help="How many, latest first.")]


@app.callback()
def notify() -> None:
    """See channels, rules and what was sent, test a channel, give dead letters another chance."""


@app.command()
def channels(json: Json = False, data_dir: DataDir = None) -> None:
    """List the ways to somebody, without their secrets."""
    import asyncio

    found = asyncio.run(_channels(data_dir))
    if json:
        console.print_json([one.model_dump(mode="json") for one in found])
        return
    console.print_table(CHANNEL_COLUMNS, [_channel_row(one) for one in found], empty="There are no channels.")


@app.command()
def rules(json: Json = False, data_dir: DataDir = None) -> None:
    """List who is told about which incidents."""
    import asyncio

    found, names = asyncio.run(_rules(data_dir))
    if json:
        console.print_json([one.model_dump(mode="json") for one in found])
        return
    console.print_table(RULE_COLUMNS, [_rule_row(one, names) for one in found], empty="Nobody is told of anything.")


@app.command(name="test")
def try_channel(
    channel: Annotated[str, typer.Argument(help="Name or number of the channel.")],
    json: Json = False,
    data_dir: DataDir = None,
) -> int:
    """Send a message over a channel, now and really; fails when it is not taken."""
    import asyncio

    outcome = asyncio.run(_test(data_dir, channel))
    if json:
        console.print_json(outcome.model_dump(mode="json"))
    elif outcome.sent:
        typer.echo(f"Sent over {channel} in {outcome.elapsed_ms:.0f} ms.")
    else:
        typer.echo(f"Not sent over {channel}: {outcome.error}", err=True)
    return Status.DONE if outcome.sent else Status.FAILED


@app.command()
def log(
    state: Annotated[str, typer.Option("--state", help="Only in this state, such as dead or sent.")] = "",
    incident: Annotated[int | None, typer.Option("--incident", min=1, help="Only of this incident.")] = None,
    limit: Limit = 50,
    json: Json = False,
    data_dir: DataDir = None,
) -> None:
    """Show what was sent, and what became of it."""
    import asyncio

    from watchkeeper.act.notifications.schemas import DeliveryState

    known = get_args(DeliveryState)
    if state and state not in known:
        raise InvalidInputError(f"There is no state {state!r}.", hint=f"One of {', '.join(known)}.")
    _show_log(*asyncio.run(_log(data_dir, state or None, incident, limit)), json=json)


@app.command()
def dead(limit: Limit = 50, json: Json = False, data_dir: DataDir = None) -> None:
    """Show dead letters: messages that no attempt could deliver."""
    import asyncio

    _show_log(*asyncio.run(_log(data_dir, "dead", None, limit)), json=json)


@app.command()
def redrive(
    numbers: Annotated[list[int] | None, typer.Argument(help="Numbers of dead letters.")] = None,
    every: Annotated[bool, typer.Option("--all", help="All dead letters.")] = False,
    json: Json = False,
    data_dir: DataDir = None,
) -> None:
    """Give dead letters another chance; whatever runs tasks sends them."""
    import asyncio

    if bool(numbers) == every:
        raise InvalidInputError("Name dead letters by their numbers, or take --all.", hint="See: wk notify dead.")
    _show_log(*asyncio.run(_redrive(data_dir, numbers or [])), json=json)


async def _channels(data_dir: Path | None) -> "list[ChannelView]":
    from watchkeeper.act.notifications.models import Channel
    from watchkeeper.act.notifications.schemas import ChannelView
    from watchkeeper.faces.cli.installation import opened

    async with opened(data_dir) as services, services.database.reading() as session:
        asked = services.notifications
        return [ChannelView.seen(row, asked.shown(row)) for row in await asked.every(session, Channel)]


async def _rules(data_dir: Path | None) -> "tuple[list[RuleView], dict[str, str]]":
    """Return the rules, and the names of what their steps tell, by ``channel:N`` and ``schedule:N``."""
    from watchkeeper.act.notifications.models import Channel, Rule, Schedule
    from watchkeeper.act.notifications.schemas import RuleView
    from watchkeeper.faces.cli.installation import opened

    async with opened(data_dir) as services, services.database.reading() as session:
        asked = services.notifications
        names = {f"channel:{row.id}": row.name for row in await asked.every(session, Channel)}
        names |= {f"schedule:{row.id}": row.name for row in await asked.every(session, Schedule)}
        return [RuleView.of(row) for row in await asked.every(session, Rule)], names


async def _test(data_dir: Path | None, name: str) -> "TestView":
    from watchkeeper.act.notifications.models import Channel
    from watchkeeper.faces.cli.installation import local_principal, opened

    async with opened(data_dir) as services:
        asked = services.notifications
        async with services.database.reading() as session:
            known = {row.name: row.id for row in await asked.every(session, Channel)}
        number = known.get(name, int(name) if name.isascii() and name.isdigit() and len(name) < 10 else 0)  # noqa: PLR2004 - fits the column
        return await asked.trials.try_channel(number, services.database.transaction, local_principal())


async def _log(
    data_dir: Path | None, state: str | None, incident: int | None, limit: int
) -> "tuple[list[DeliveryView], dict[int, str]]":
    from watchkeeper.act.notifications.models import Channel
    from watchkeeper.act.notifications.schemas import DeliveryView
    from watchkeeper.core.http.paging import ListQuery
    from watchkeeper.faces.cli.installation import opened

    async with opened(data_dir) as services, services.database.reading() as session:
        asked = services.notifications
        rows, _ = await asked.deliveries(session, incident, state, ListQuery(limit=limit))
        names = {row.id: row.name for row in await asked.every(session, Channel)}
        return [DeliveryView.of(row) for row in rows], names


async def _redrive(data_dir: Path | None, numbers: list[int]) -> "tuple[list[DeliveryView], dict[int, str]]":
    from watchkeeper.act.notifications.models import Channel
    from watchkeeper.act.notifications.schemas import DeliveryView
    from watchkeeper.faces.cli.installation import local_principal, opened

    async with opened(data_dir) as services, services.database.transaction() as session:
        asked = services.notifications
        wanted = numbers or await asked.dead_letters(session)
        rows = [await asked.redrive(session, number, local_principal()) for number in wanted]
        names = {row.id: row.name for row in await asked.every(session, Channel)}
        return [DeliveryView.of(row) for row in rows], names


def _show_log(found: "list[DeliveryView]", names: dict[int, str], *, json: bool) -> None:
    if json:
        console.print_json([one.model_dump(mode="json") for one in found])
        return
    rows = [
        (
            one.id, f"{one.created_at:%Y-%m-%d %H:%M:%SZ}", one.state, names.get(one.channel_id, one.channel_id),
            one.incident_id or "", one.attempts, one.subject, one.error,
        )
        for one in found
    ]  # fmt: skip
    console.print_table(LOG_COLUMNS, rows, empty="There are no such messages.")


def _channel_row(one: "ChannelView") -> tuple[object, ...]:
    sent = f"{one.sent_at:%Y-%m-%d %H:%MZ}" if one.sent_at else "never"
    return (one.id, one.name, one.kind, one.target, "on" if one.enabled else "off", sent, one.error)


def _rule_row(one: "RuleView", names: dict[str, str]) -> tuple[object, ...]:
    plan = one.plan
    steps = "; ".join(
        f"{f'after {step.after_s / 60:g} min ' if step.after_s else ''}"
        + ", ".join(
            [names.get(f"schedule:{number}", f"#{number}") for number in step.schedules]
            + [names.get(f"channel:{number}", f"#{number}") for number in step.channels]
        )
        for step in plan.steps
    )
    state, ends = "on" if one.enabled else "off", "yes" if plan.recoveries else "no"
    return (one.id, one.name, state, plan.least_severity, ", ".join(plan.objects) or "all", steps, ends)
