"""``wk availability``: how long things were up in a period, as a table, JSON, CSV or PDF."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from watchkeeper.core.errors import InvalidInputError
from watchkeeper.faces.cli import console
from watchkeeper.faces.cli.options import DataDir, Json

if TYPE_CHECKING:
    from enum import StrEnum
    from typing import TypeVar
    from zoneinfo import ZoneInfo

    from watchkeeper.understand.availability.intervals import Needs
    from watchkeeper.understand.availability.periods import Period
    from watchkeeper.understand.availability.service import Report, Subject

    Word = TypeVar("Word", bound=StrEnum)

app = typer.Typer()


@app.command()
def availability(  # one parameter an option
    kind: Annotated[str, typer.Argument(help="device, interface, link, site or service.")] = "device",
    period: Annotated[str, typer.Option("--period", help="today, yesterday, this_week, last_week, this_month, …")] = "",
    month: Annotated[str, typer.Option("--month", help="A month: 2026-03.")] = "",
    start: Annotated[str, typer.Option("--from", help="The first moment, in the time zone: 2026-03-01T08:00.")] = "",
    end: Annotated[str, typer.Option("--to", help="The moment after the last. Default: now.")] = "",
    time_zone: Annotated[str, typer.Option("--time-zone", help="Whose midnights begin the days.")] = "UTC",
    needs: Annotated[
        str, typer.Option("--needs", help="A site or service is up with all of its devices, or any.")
    ] = "all",
    device: Annotated[str, typer.Option("--device", help="Name of one device; needed for interfaces.")] = "",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write to this .csv or .pdf file.")] = None,
    json: Json = False,
    data_dir: DataDir = None,
) -> None:
    """Say how available devices, interfaces, links, sites or services were."""
    import asyncio

    from watchkeeper.faces.cli.durations import parse_moment
    from watchkeeper.kit.clock import utc_now
    from watchkeeper.understand.availability.asking import period_of, zone_of
    from watchkeeper.understand.availability.intervals import Needs
    from watchkeeper.understand.availability.periods import Named
    from watchkeeper.understand.availability.service import Subject

    if output is not None and output.suffix not in {".csv", ".pdf"}:
        raise InvalidInputError(f"{output.name} is neither .csv nor .pdf.")
    zone, now = zone_of(time_zone), utc_now()
    within = period_of(
        now,
        zone,
        name=_one_of(Named, period, "period") if period else None,
        of_month=month,
        start=parse_moment(start, now, zone) if start else None,
        end=parse_moment(end, now, zone) if end else None,
    )
    subject, rule = _one_of(Subject, kind, "kind"), _one_of(Needs, needs, "rule")
    with console.progress("Counting"):
        report = asyncio.run(_report(data_dir, subject, within, rule, device))
        if output is not None:
            _write(output, report, zone)
    if json:
        from watchkeeper.understand.availability.schemas import AvailabilityItem

        console.print_json([AvailabilityItem.of(item).model_dump(mode="json") for item in report.items])
    elif output is None:
        _show(report)
    _tell_clipped(report, zone)


def _tell_clipped(report: "Report", zone: "ZoneInfo") -> None:
    from watchkeeper.understand.availability.exports import note

    if report.clipped:
        console.note(note(report, zone))


def _one_of(words: "type[Word]", word: str, what: str) -> "Word":
    if word not in set(words):
        raise InvalidInputError(f"{word!r} is no {what}.", hint=", ".join(words))
    return words(word)


async def _report(data_dir: Path | None, kind: "Subject", within: "Period", needs: "Needs", device: str) -> "Report":
    from watchkeeper.faces.cli.installation import opened

    async with opened(data_dir) as services, services.database.reading() as session:
        number = (await services.inventory.device_by_name(session, device)).id if device else None
        return await services.availability.report(session, kind, within, needs, number)


def _write(output: Path, report: "Report", zone: "ZoneInfo") -> None:
    from watchkeeper.kit.clock import utc_now
    from watchkeeper.understand.availability.exports import as_csv, as_pdf

    if output.suffix == ".csv":
        output.write_text(as_csv(report), encoding="utf-8", newline="")
    else:
        output.write_bytes(as_pdf(report, zone, utc_now()))


def _show(report: "Report") -> None:
    from watchkeeper.understand.availability.exports import duration, percent

    rows = [
        (
            item.name, percent(item.account.availability) or "unknown", percent(item.target),
            percent(item.account.unknown_share), len(item.account.outages), duration(item.account.down_s),
            duration(item.account.mttr_s), duration(item.account.mtbf_s),
        )
        for item in report.items
    ]  # fmt: skip
    head = ("name", "available %", "target %", "unknown %", "outages", "down", "MTTR", "MTBF")
    console.print_table(head, rows, empty="Nothing of this kind is watched.")
