"""``wk rules``: list, try, add and change the rules that alerts are raised by."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from watchkeeper.core.errors import InvalidInputError
from watchkeeper.faces.cli import console
from watchkeeper.faces.cli.options import DataDir, Json

if TYPE_CHECKING:
    from watchkeeper.understand.rules.schemas import AlertRuleView, TrialView

app = typer.Typer(no_args_is_help=True)
COLUMNS = ("key", "name", "severity", "state", "firing", "waiting", "condition")
Key = Annotated[str, typer.Argument(help="Key of the rule.")]
Condition = Annotated[str, typer.Argument(help="Condition, such as: host.used_percent > 90 for 5m.")]
Severity = Annotated[str | None, typer.Option("--severity", help="critical, major, minor, warning or info.")]
Summary = Annotated[
    str | None, typer.Option("--summary", help="What the alert says; {object}, {device} and {value} are replaced.")
]
_MOST_LINES = 40


@app.callback()
def rules() -> None:
    """List, try, add and change the rules that alerts are raised by."""


@app.command(name="list")
def list_(json: Json = False, data_dir: DataDir = None) -> None:
    """List all rules, those that come with the product included."""
    import asyncio

    _show(asyncio.run(_list(data_dir)), json=json)


@app.command()
def show(key: Key, json: Json = False, data_dir: DataDir = None) -> None:
    """Show one rule, with its advice."""
    import asyncio

    found = [one for one in asyncio.run(_list(data_dir)) if one.key == key]
    if not found:
        raise InvalidInputError(f"There is no rule {key!r}.", hint="See: wk rules list.")
    if json:
        console.print_json(found[0].model_dump(mode="json"))
        return
    rule = found[0].rule
    _show(found, json=False)
    for label, text in (("Alert", rule.summary), ("Advice", rule.advice), ("Problem", found[0].problem)):
        if text:
            typer.echo(f"{label}: {text}")


@app.command()
def check(condition: Condition, json: Json = False) -> None:
    """Say whether a condition can be read, or where it is wrong. Needs no installation."""
    from watchkeeper.understand.rules.service import checked

    found = checked(condition)
    if json:
        console.print_json(found.model_dump(mode="json"))
    elif found.valid:
        wait = f", waits {found.lasting_s} s" if found.lasting_s else ""
        typer.echo(f"Looks at {found.source}{wait}.")
    else:
        typer.echo(condition)
        typer.echo(" " * found.start + "^" * max(1, min(len(condition), found.end) - found.start))
        typer.echo(f"{found.message} {found.hint}".rstrip())
    if not found.valid:
        raise typer.Exit(1)


@app.command(name="try")
def try_(
    condition: Condition,
    hours: Annotated[int, typer.Option("--hours", min=1, max=336, help="How far back.")] = 24,
    json: Json = False,
    data_dir: DataDir = None,
) -> None:
    """Replay a condition over what is stored: what it would have raised."""
    import asyncio

    trial = asyncio.run(_try(data_dir, condition, hours))
    if json:
        console.print_json(trial.model_dump(mode="json"))
        return
    typer.echo(
        f"{trial.raises} alerts of {trial.objects_raised} objects in {hours} h, {trial.now} of them now; "
        f"{trial.objects} {'events' if not trial.step_s else 'series'} were looked at."
    )
    rows = [
        (
            f"{one.raised_at:%m-%d %H:%MZ}", f"{one.cleared_at:%m-%d %H:%MZ}" if one.cleared_at else "lasts",
            one.device_name, one.object, "" if one.value is None else f"{one.value:.4g} {trial.unit}".rstrip(),
        )
        for one in trial.episodes[:_MOST_LINES]
    ]  # fmt: skip
    console.print_table(("raised", "cleared", "device", "object", "value"), rows, empty="It would have raised nothing.")


@app.command()
def add(
    key: Key,
    condition: Condition,
    name: Annotated[str, typer.Option("--name", help="Its name. Default: the key.")] = "",
    severity: Severity = "warning",
    summary: Summary = "",
    advice: Annotated[str, typer.Option("--advice", help="What to look at when it fires.")] = "",
    json: Json = False,
    data_dir: DataDir = None,
) -> None:
    """Add a rule; it is evaluated from the next poll on."""
    import asyncio

    fields = {
        "key": key, "name": name or key, "expression": condition, "severity": severity, "summary": summary or "",
        "advice": advice,
    }  # fmt: skip
    _show([asyncio.run(_add(data_dir, fields))], json=json)


@app.command()
def change(
    key: Key,
    condition: Annotated[str | None, typer.Option("--condition", help="The new condition.")] = None,
    severity: Severity = None,
    summary: Summary = None,
    enabled: Annotated[bool | None, typer.Option("--on/--off", help="Evaluate it, or not.")] = None,
    json: Json = False,
    data_dir: DataDir = None,
) -> None:
    """Change a rule, a shipped one as well; what is not named stays."""
    import asyncio

    given: dict[str, object] = {"expression": condition, "severity": severity, "summary": summary, "enabled": enabled}
    fields = {field: value for field, value in given.items() if value is not None}
    _show([asyncio.run(_change(data_dir, key, fields))], json=json)


@app.command()
def remove(key: Key, data_dir: DataDir = None) -> None:
    """Remove a rule, or give a shipped one back the form in which it comes."""
    import asyncio

    asyncio.run(_remove(data_dir, key))


async def _list(data_dir: Path | None) -> "list[AlertRuleView]":
    from watchkeeper.faces.cli.installation import opened

    async with opened(data_dir) as services, services.database.reading() as session:
        return await services.rules.every(session)


async def _try(data_dir: Path | None, condition: str, hours: int) -> "TrialView":
    from watchkeeper.faces.cli.installation import opened
    from watchkeeper.faces.cli.validation import validated
    from watchkeeper.understand.rules.schemas import TrialIn

    async with opened(data_dir) as services, services.database.reading() as session:
        return await services.rules.trial(session, validated(TrialIn, {"expression": condition, "hours": hours}))


async def _add(data_dir: Path | None, fields: dict[str, str | None]) -> "AlertRuleView":
    from watchkeeper.faces.cli.installation import local_principal, opened
    from watchkeeper.faces.cli.validation import validated
    from watchkeeper.understand.rules.schemas import NewAlertRule

    async with opened(data_dir) as services, services.database.transaction() as session:
        return await services.rules.add(session, validated(NewAlertRule, fields), local_principal())


async def _change(data_dir: Path | None, key: str, fields: dict[str, object]) -> "AlertRuleView":
    from watchkeeper.faces.cli.installation import local_principal, opened
    from watchkeeper.faces.cli.validation import validated
    from watchkeeper.understand.rules.schemas import AlertRuleIn

    async with opened(data_dir) as services, services.database.transaction() as session:
        before = (await services.rules.one(session, key)).rule
        new = validated(AlertRuleIn, before.model_dump() | fields)
        return await services.rules.change(session, key, new, local_principal())


async def _remove(data_dir: Path | None, key: str) -> None:
    from watchkeeper.faces.cli.installation import local_principal, opened

    async with opened(data_dir) as services, services.database.transaction() as session:
        await services.rules.remove(session, key, local_principal())


def _show(found: "list[AlertRuleView]", *, json: bool) -> None:
    if json:
        console.print_json([one.model_dump(mode="json") for one in found])
        return
    console.print_table(COLUMNS, [_row(one) for one in found], empty="There are no rules.")


def _row(one: "AlertRuleView") -> tuple[object, ...]:
    state = "unreadable" if one.problem else "on" if one.rule.enabled else "off"
    return (one.key, one.rule.name, one.rule.severity, state, one.firing, one.waiting, one.rule.expression)
