"""``wk device import``: show what a file would change, ask, and change it."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from watchkeeper.core.errors import InvalidInputError
from watchkeeper.faces.cli import console
from watchkeeper.faces.cli.credentials import credential_for
from watchkeeper.faces.cli.failures import Status
from watchkeeper.faces.cli.installation import local_principal

if TYPE_CHECKING:
    from watchkeeper.estate.inventory.imports.plan import ImportPlan, PlannedRow
    from watchkeeper.faces.wiring import Services

DEFAULT_CREDENTIAL = "default community"
_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Wish:
    """How the import was asked for."""

    file_format: str | None
    content: bytes
    yes: bool
    dry_run: bool
    community: str
    json: bool


def read_file(path: Path) -> bytes:
    """Return the content of the file to import, which also says what it is. Raises InvalidInputError."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise InvalidInputError(f"{path} cannot be read: {error.strerror}.") from error


async def import_devices(services: "Services", wish: Wish) -> Status:
    """Show the plan; when nobody objects, apply exactly that plan. Rows with errors stop all of it."""
    with console.progress("Comparing"):
        async with services.database.reading() as session:
            plan = await services.imports.preview(session, wish.file_format, wish.content)
    if not wish.json:
        show_plan(plan)
    if _wrong(plan):
        return _conclude(plan, wish, Status.FAILED, "Nothing was imported: correct the rows with errors.")
    if wish.dry_run:
        return _conclude(plan, wish, Status.DONE, "Nothing was imported: this was a dry run.")
    if not wish.yes and not _confirmed():
        return _conclude(plan, wish, Status.FAILED, "Nothing was imported.")
    with console.progress("Importing"):
        async with services.database.transaction() as session:
            if wish.community:
                await credential_for(services, session, wish.community, DEFAULT_CREDENTIAL, is_default=True)
            plan = await services.imports.apply(session, wish.file_format, wish.content, plan.digest, local_principal())
    return _conclude(plan, wish, Status.DONE, "Imported.", applied=True)


def _confirmed() -> bool:
    if not sys.stdin.isatty():
        raise InvalidInputError("Nobody can be asked here.", hint="Give --yes to import, --dry-run to only look.")
    return typer.confirm("Import this?")


def _wrong(plan: "ImportPlan") -> int:
    from watchkeeper.estate.inventory.imports.plan import Action

    return plan.count(Action.ERROR)


def show_plan(plan: "ImportPlan") -> None:
    """Print what would change: errors first, then the first changes."""
    from watchkeeper.estate.inventory.imports.plan import Action

    order = (Action.ERROR, Action.CREATE, Action.UPDATE)
    rows = sorted(
        (row for row in plan.rows if row.action in order), key=lambda row: (order.index(row.action), row.line)
    )
    console.print_table(
        ("line", "action", "name", "what"),
        [(row.line, row.action, row.name, "; ".join(row.errors) or ", ".join(_changes(row))) for row in rows[:_SHOWN]],
        empty="Nothing would change.",
    )
    if len(rows) > _SHOWN:
        print(f"… and {len(rows) - _SHOWN} more.")
    print(", ".join(f"{plan.count(action)} {action}" for action in Action))


def _changes(row: "PlannedRow") -> list[str]:
    return [
        f"{name} {_value(change.after)}"
        if change.before is None
        else f"{name} {_value(change.before)} → {_value(change.after)}"
        for name, change in row.changes.items()
    ]


def _value(value: object) -> str:
    return "/".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _conclude(plan: "ImportPlan", wish: Wish, status: Status, text: str, *, applied: bool = False) -> Status:
    from watchkeeper.estate.inventory.imports.schemas import Preview

    if wish.json:
        console.print_json({**Preview.of(plan).model_dump(mode="json"), "applied": applied})
    else:
        print(text)
    return status
