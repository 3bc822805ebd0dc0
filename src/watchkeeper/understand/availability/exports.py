"""Reports as files: CSV for spreadsheets, PDF for people."""

import csv
import io
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

from watchkeeper.kit import pdf
from watchkeeper.understand.availability.periods import Period
from watchkeeper.understand.availability.service import Item

HEAD: Final = (
    "kind", "name", "availability_percent", "target_percent", "met", "coverage_percent", "up_s", "down_s", "unknown_s",
    "maintenance_s", "outages", "mttr_s", "mtbf_s",
)  # fmt: skip
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_MOST_OUTAGES: Final = 500
_HOUR_S, _MINUTE_S = 3_600, 60


def as_csv(items: Sequence[Item]) -> str:
    """Return one line an item; names that a spreadsheet would take for a formula are quoted with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")  # RFC 4180
    writer.writerow(HEAD)
    for item in items:
        told = item.account
        met = told.meets(item.target)
        name = f"'{item.name}" if item.name.startswith(_FORMULA) else item.name
        writer.writerow(
            [
                item.kind, name, percent(told.availability), percent(item.target),
                "" if met is None else "yes" if met else "no", percent(told.coverage),
                *(f"{one:.0f}" for one in (told.up_s, told.down_s, told.unknown_s, told.excluded_s)),
                len(told.outages), *("" if one is None else f"{one:.0f}" for one in (told.mttr_s, told.mtbf_s)),
            ]
        )  # fmt: skip
    return out.getvalue()


def as_pdf(items: Sequence[Item], period: Period, zone: ZoneInfo, made_at: datetime) -> bytes:
    """Return the report with its table and its outages; moments are those of ``zone``."""
    kind = items[0].kind.value if items else "nothing"
    lead = (
        f"{_local(period.start, zone)} to {_local(period.end, zone)} ({zone.key}). Availability is the time up of the "
        "time known; unknown time and maintenance count for neither. MTTR and MTBF are means over the outages listed. "
        f"Made {_local(made_at, zone)}."
    )
    rows = [
        (
            item.name, percent(item.account.availability), percent(item.target), _met(item),
            percent(item.account.coverage), str(len(item.account.outages)), duration(item.account.down_s),
            duration(item.account.mttr_s), duration(item.account.mtbf_s),
        )
        for item in items
    ]  # fmt: skip
    outages = [
        (item.name, _at(one.start, zone), "ongoing" if one.ongoing else _at(one.end, zone), duration(one.down_s))
        for item in items
        for one in item.account.outages
    ]
    head = ("name", "available %", "target %", "met", "known %", "outages", "down", "MTTR", "MTBF")
    parts: list[pdf.Part] = [pdf.Text(lead), pdf.Rows(head, rows, (4, 1.6, 1.4, 1, 1.4, 1.2, 1.6, 1.6, 1.6))]
    if outages:
        left = len(outages) - _MOST_OUTAGES
        parts += [
            pdf.Heading("Outages" if left <= 0 else f"Outages (the first {_MOST_OUTAGES} of {len(outages)})"),
            pdf.Rows(("name", "from", "until", "down"), outages[:_MOST_OUTAGES], (3, 2, 2, 1)),
        ]
    return pdf.document(f"Availability: {kind}", parts, landscape=True)


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


def _met(item: Item) -> str:
    met = item.account.meets(item.target)
    return "" if met is None else "yes" if met else "no"


def _at(seconds: float, zone: ZoneInfo) -> str:
    return _local(datetime.fromtimestamp(seconds, tz=UTC), zone)


def _local(moment: datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M:%S %Z}"
