"""``wk query``: stored series as a table with sparklines, or as JSON."""

import itertools
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from watchkeeper.faces.cli import console
from watchkeeper.faces.cli.options import DataDir, Json

if TYPE_CHECKING:
    from watchkeeper.observe.series.query import Aggregation, SeriesPoints, SeriesQuery, SeriesResult

app = typer.Typer()

SPARK_WIDTH = 40


@dataclass(frozen=True, slots=True)
class Question:
    """What was typed."""

    family: str
    devices: tuple[str, ...]
    objects: tuple[str, ...]
    metrics: tuple[str, ...]
    since: str
    until: str
    step: str
    agg: str


@app.command()
def query(
    family: Annotated[str, typer.Option("--family", help="Family: interface, host, sensor, optics, availability, …")],
    device: Annotated[
        list[str] | None,
        typer.Option("--device", help="Name or number of a device; may be repeated. None: all.", show_default=False),
    ] = None,
    objects: Annotated[
        list[str] | None,
        typer.Option("--object", help="Interface, sensor, …; may be repeated. None: all.", show_default=False),
    ] = None,
    metric: Annotated[
        list[str] | None,
        typer.Option("--metric", help="Metric of the family; may be repeated. None: all.", show_default=False),
    ] = None,
    since: Annotated[str, typer.Option("--since", help="Start: so long ago (24h), or a time.")] = "1h",
    until: Annotated[str, typer.Option("--until", help="End: so long ago, or a time. Empty: now.")] = "",
    step: Annotated[str, typer.Option("--step", help="Length of a step, such as 5m. Empty: chosen.")] = "",
    agg: Annotated[str, typer.Option("--agg", help="avg, min, max, p95, sum, last or count.")] = "avg",
    json: Json = False,
    data_dir: DataDir = None,
) -> None:
    """Read stored series as a table, a sparkline or JSON."""
    import asyncio

    question = Question(family, tuple(device or ()), tuple(objects or ()), tuple(metric or ()), since, until, step, agg)
    with console.progress("Reading series"):
        asked, result, names = asyncio.run(_answer(data_dir, question))
    if json:
        from watchkeeper.observe.series.schemas import QueryView

        console.print_json(QueryView.document(asked, result))
        return
    print(
        f"{result.start:%Y-%m-%d %H:%MZ} to {result.end:%Y-%m-%d %H:%MZ}, "
        f"steps of {result.step_s} s from {result.resolution} samples"
    )
    console.print_table(
        ("device", "object", "metric", "unit", "min", "mean", "max", "last", "coverage", ""),
        [_row(one, names) for one in result.series],
        empty="No samples in that time.",
    )


async def _answer(data_dir: Path | None, question: Question) -> "tuple[SeriesQuery, SeriesResult, dict[int, str]]":
    from watchkeeper.faces.cli.durations import parse_duration, parse_moment
    from watchkeeper.faces.cli.installation import devices_named, opened
    from watchkeeper.kit.clock import utc_now
    from watchkeeper.observe.series.query import SeriesQuery

    now = utc_now()
    agg = _aggregation(question.agg)
    start = parse_moment(question.since, now)
    end = parse_moment(question.until, now) if question.until else now
    step_s = round(parse_duration(question.step).total_seconds()) if question.step else None
    async with opened(data_dir) as services:
        async with services.database.reading() as session:
            names = await devices_named(services, session, question.devices)
        asked = SeriesQuery(question.family, tuple(names), start, end, question.metrics, question.objects, step_s, agg)
        return asked, await services.series.aquery(asked), names


def _aggregation(name: str) -> "Aggregation":
    from watchkeeper.core.errors import InvalidInputError
    from watchkeeper.observe.series.query import Aggregation

    try:
        return Aggregation(name)
    except ValueError:
        known = ", ".join(Aggregation)
        raise InvalidInputError(f"There is no aggregation {name!r}.", hint=f"It is one of {known}.") from None


def _values(series: "SeriesPoints") -> list[float | None]:
    return [None if math.isnan(value) else value for value in series.values.tolist()]


def _row(series: "SeriesPoints", names: Mapping[int, str]) -> tuple[object, ...]:
    values = _values(series)
    known = [value for value in values if value is not None]
    figures = (min(known), sum(known) / len(known), max(known), known[-1]) if known else (None,) * 4
    return (
        names.get(series.device_id, str(series.device_id)),
        series.object,
        series.metric,
        series.unit,
        *(quantity(value) for value in figures),
        f"{series.coverage:.0%}",
        console.sparkline(thinned(values, SPARK_WIDTH)),
    )


def quantity(value: float | None) -> str:
    """Return ``value`` with four significant digits and an SI prefix from thousands on; a dash for none."""
    if value is None:
        return "-"
    for factor, prefix in ((1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k")):
        if abs(value) >= factor:
            return f"{value / factor:.4g}{prefix}"
    return f"{value:.4g}"


def thinned(values: list[float | None], width: int) -> list[float | None]:
    """Return at most ``width`` values: the mean of each run; a run without any is a gap."""
    if len(values) <= width:
        return values
    edges = [round(at * len(values) / width) for at in range(width + 1)]
    thin: list[float | None] = []
    for low, high in itertools.pairwise(edges):
        known = [value for value in values[low:high] if value is not None]
        thin.append(sum(known) / len(known) if known else None)
    return thin
