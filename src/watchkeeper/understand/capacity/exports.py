"""What reaches its limit as a file for spreadsheets."""

import csv
import io
from collections.abc import Iterable
from typing import Final

from watchkeeper.understand.capacity.schemas import CapacityItem

HEAD: Final = (
    "kind", "state", "device", "object", "family", "metric", "unit", "now", "threshold", "threshold_source", "per_day",
    "per_day_low", "per_day_high", "days", "earliest_days", "latest_days", "reaches_at", "counted_from",
)  # fmt: skip
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def as_csv(items: Iterable[CapacityItem]) -> str:
    """Return one line an item; names that a spreadsheet would take for a formula are quoted with an apostrophe.

    Empty ``latest_days``: perhaps not within a year. Empty slopes: reached, without a trend.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")  # RFC 4180
    writer.writerow(HEAD)
    for one in items:
        writer.writerow(
            [
                one.kind.value, one.state.value, _text(one.device_name or str(one.device_id)), _text(one.object),
                one.family, one.metric, one.unit, _number(one.level), _number(one.threshold), one.threshold_source,
                *(_number(value) for value in (one.per_day, one.per_day_low, one.per_day_high)),
                *(_number(value) for value in (one.days, one.earliest_days, one.latest_days)),
                f"{one.reaches_at:%Y-%m-%dT%H:%M:%SZ}", f"{one.at:%Y-%m-%dT%H:%M:%SZ}",
            ]
        )  # fmt: skip
    return out.getvalue()


def _text(name: str) -> str:
    return f"'{name}" if name.startswith(_FORMULA) else name


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.6g}"
