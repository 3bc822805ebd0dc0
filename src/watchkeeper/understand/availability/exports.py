"""Reports as files: CSV for spreadsheets, PDF for people."""

import csv
import io
from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

from watchkeeper.kit import pdf
from watchkeeper.understand.availability.service import Item, Report

HEAD: Final = (
    "kind", "name", "availability_percent", "target_percent", "met", "coverage_percent", "unknown_percent", "up_s",
    "down_s", "unknown_s", "maintenance_s", "outages", "mttr_s", "mtbf_s", "error_budget_left_s", "from", "to",
)  # fmt: skip
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_MOST_OUTAGES: Final = 500
_HOUR_S, _MINUTE_S = 3_600, 60


def as_csv(report: Report) -> str:
    """Return one line an item; names that a spreadsheet would take for a formula are quoted with an apostrophe.

    ``from`` and ``to`` are the period that is told of, which may begin later than it was asked for.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")  # RFC 4180
    writer.writerow(HEAD)
    period = (f"{report.period.start:%Y-%m-%dT%H:%M:%SZ}", f"{report.period.end:%Y-%m-%dT%H:%M:%SZ}")
    for item in report.items:
        told, budget = item.account, item.account.budget(item.target)
        name = f"'{item.name}" if item.name.startswith(_FORMULA) else item.name
        writer.writerow(
            [
                item.kind, name, percent(told.availability), percent(item.target), _met(item),
                percent(told.coverage), percent(told.unknown_share),
                *(_seconds(one) for one in (told.up_s, told.down_s, told.unknown_s, told.excluded_s)),
                len(told.outages), _seconds(told.mttr_s), _seconds(told.mtbf_s),
                _seconds(None if budget is None else budget.left_s), *period,
            ]
        )  # fmt: skip
    return out.getvalue()


def note(report: Report, zone: ZoneInfo) -> str:
    """Return what a report leaves out and why, empty when it leaves out nothing."""
    if not report.clipped:
        return ""
    return (
        f"The period was asked for from {_local(report.asked.start, zone)} on and begins "
        f"{_local(report.period.start, zone)}: changes of state are not kept for longer (events.keep_days)."
    )


def as_pdf(report: Report, zone: ZoneInfo, made_at: datetime) -> bytes:
    """Return the report with its table and its outages; moments are those of ``zone``."""
    items, period = report.items, report.period
    lead = (
        f"{_local(period.start, zone)} to {_local(period.end, zone)} ({zone.key}). Availability is the time up of the "
        "time known, and targets are judged over the time known alone; unknown time and maintenance count for neither. "
        f"MTTR and MTBF are means over the outages listed. Made {_local(made_at, zone)}."
    )
    rows = [
        (
            item.name, percent(item.account.availability), percent(item.target), _met(item),
            percent(item.account.unknown_share), str(len(item.account.outages)), duration(item.account.down_s),
            duration(item.account.mttr_s), duration(item.account.mtbf_s),
        )
        for item in items
    ]  # fmt: skip
    outages = [
        (item.name, _at(one.start, zone), "ongoing" if one.ongoing else _at(one.end, zone), duration(one.down_s))
        for item in items
        for one in item.account.outages
    ]
    head = ("name", "available %", "target %", "met", "unknown %", "outages", "down", "MTTR", "MTBF")
    told = [pdf.Text(text) for text in (lead, note(report, zone)) if text]
    parts: list[pdf.Part] = [*told, pdf.Rows(head, rows, (4, 1.6, 1.4, 1, 1.4, 1.2, 1.6, 1.6, 1.6))]
    if outages:
        left = len(outages) - _MOST_OUTAGES
        parts += [
            pdf.Heading("Outages" if left <= 0 else f"Outages (the first {_MOST_OUTAGES} of {len(outages)})"),
            pdf.Rows(("name", "from", "until", "down"), outages[:_MOST_OUTAGES], (3, 2, 2, 1)),
        ]
    return pdf.document(f"Availability: {report.kind.value}", parts, landscape=True)


def percent(share: float | None) -> str:
    """Return a share in percent, cut (never rounded up to a target) after three decimals; empty for None."""
    return "" if share is None else f"{int(share * 100_000 + 1e-6) / 1000:.3f}"


def duration(seconds: float | None) -> str:
    """Return a duration as hours, minutes and seconds; empty for None."""
    if seconds is None:
        return ""
    hours, rest = divmod(round(seconds), _HOUR_S)
    minutes, left = divmod(rest, _MINUTE_S)
    return f"{hours}:{minutes:02}:{left:02}"


def _seconds(value: float | None) -> str:
    return "" if value is None else f"{value:.0f}"


def _met(item: Item) -> str:
    met = item.account.meets(item.target)
    return "" if met is None else "yes" if met else "no"


def _at(seconds: float, zone: ZoneInfo) -> str:
    return _local(datetime.fromtimestamp(seconds, tz=UTC), zone)


def _local(moment: datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M:%S %Z}"
