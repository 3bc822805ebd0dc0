# ruff: noqa: S608 - names come from the family schemas, values are bound
"""The SQL of the store's queries. Names come from the family schemas; everything a caller gave is a bound parameter."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from watchkeeper.kit.families import Family
from watchkeeper.kit.sketch import LARGEST_KEY, LOG_GAMMA, SHIFT, SMALLEST
from watchkeeper.observe.series.query import Aggregation, Figure

UNIT = "unit"
QUANTILE = 0.95

_PARTS: dict[Aggregation, tuple[str, ...]] = {
    Aggregation.AVG: ("count", "sum"),
    Aggregation.SUM: ("sum",),
    Aggregation.COUNT: ("count",),
    Aggregation.MIN: ("min",),
    Aggregation.MAX: ("max",),
    Aggregation.LAST: ("last",),
    Aggregation.P95: ("last",),
}
"""Which partial columns an aggregation needs: rollups store them as ``<metric>_<part>``, one sample is its own."""

_FINAL: dict[Aggregation, str] = {
    Aggregation.AVG: "sum({0}_sum) / nullif(sum({0}_count), 0)",
    Aggregation.SUM: "sum({0}_sum)",
    Aggregation.COUNT: "sum({0}_count)",
    Aggregation.MIN: "min({0}_min)",
    Aggregation.MAX: "max({0}_max)",
    Aggregation.LAST: "arg_max({0}_last, ts)",
    Aggregation.P95: f"quantile_disc({{0}}_last, {QUANTILE})",
}


_FIGURES: dict[Figure, str] = {
    Figure.MEAN: "avg({})",
    Figure.MEDIAN: "median({})",
    Figure.P95: f"quantile_cont({{}}, {QUANTILE})",
    Figure.STEPS: "count({})",
}


class Devices(StrEnum):
    """Whose samples are wanted, as a condition: of a list, of a range of numbers, of some objects in it, of any.

    A list is joined to the samples (a function that looks through it would do so for every row), and its range keeps
    files' row groups from being read that have none of them.
    """

    LISTED = "device_id BETWEEN $first_device AND $last_device AND device_id IN (SELECT unnest($devices))"
    RANGE = "device_id BETWEEN $first_device AND $last_device"
    OWN = f"{RANGE} AND (device_id, object::VARCHAR) IN (SELECT unnest($own_devices), unnest($own_objects))"
    ANY = ""


@dataclass(frozen=True, slots=True)
class Sources:
    """Files of one query: ``clean`` hold every sample once, ``mixed`` may repeat one and the last file wins."""

    clean: Sequence[str] = ()
    mixed: Sequence[str] = ()
    rollups: Sequence[str] = ()

    def parameters(self) -> dict[str, object]:
        """Return the lists that are not empty, under the names that the SQL uses."""
        lists = {"clean": self.clean, "mixed": self.mixed, "rollups": self.rollups}
        return {name: list(files) for name, files in lists.items() if files}

    def __bool__(self) -> bool:
        return bool(self.clean or self.mixed or self.rollups)


def _condition(*, devices: Devices = Devices.LISTED, by_object: bool) -> str:
    parts = ["ts >= make_timestamptz($start_us)", "ts < make_timestamptz($end_us)"]
    if devices is not Devices.ANY:
        parts.insert(0, devices.value)
    if by_object:
        parts.append("object IN (SELECT unnest($objects))")
    return " AND ".join(parts)


def samples_sql(columns: Sequence[str], sources: Sources, *, by_object: bool, devices: Devices = Devices.LISTED) -> str:
    """Select ``columns`` of every sample that is wanted, each once."""
    names = ", ".join(("device_id", "object", "ts", *columns))
    condition = _condition(devices=devices, by_object=by_object)
    parts = []
    if sources.clean:
        parts.append(f"SELECT {names} FROM read_parquet($clean) WHERE {condition}")  # nosec B608
    if sources.mixed:
        parts.append(
            f"SELECT {names} FROM read_parquet($mixed, filename = true) WHERE {condition} "  # nosec B608
            "QUALIFY row_number() OVER (PARTITION BY device_id, object, ts "
            "ORDER BY list_position($mixed, filename) DESC) = 1"
        )
    return " UNION ALL ".join(parts)


def aggregate_sql(
    family: Family,
    metrics: Sequence[str],
    agg: Aggregation,
    sources: Sources,
    *,
    by_object: bool,
    devices: Devices = Devices.LISTED,
) -> str:
    """Return one row per (device_id, object, step): ``unit`` and the aggregate of each metric under its own name."""
    labels = [UNIT] if UNIT in family.labels else []
    parts, final = _PARTS[agg], _FINAL[agg]
    if agg is Aggregation.AVG and not sources.rollups:
        parts, final = ("last",), "avg({0}_last)"  # the same, with half the work
    selects = []
    if sources.clean or sources.mixed:
        partial = ", ".join(
            f"({metric} IS NOT NULL)::BIGINT AS {metric}_count"
            if part == "count"
            else f"{metric}::DOUBLE AS {metric}_{part}"
            for metric in metrics
            for part in parts
        )
        samples = samples_sql([*labels, *metrics], sources, by_object=by_object, devices=devices)
        selects.append(f"SELECT {', '.join(['device_id', 'object', 'ts', *labels, partial])} FROM ({samples})")  # nosec B608
    if sources.rollups:
        stored = [f"{metric}_{part}" for metric in metrics for part in parts]
        condition = _condition(devices=devices, by_object=by_object)
        selects.append(
            f"SELECT {', '.join(['device_id', 'object', 'ts', *labels, *stored])} "  # nosec B608
            f"FROM read_parquet($rollups) WHERE {condition}"
        )
    unit = f"arg_max({UNIT}, ts)" if labels else "NULL"
    values = ", ".join(f"{final.format(metric)} AS {metric}" for metric in metrics)
    return (
        f"SELECT device_id, object, epoch_ms(ts) // $step_ms AS step, {unit} AS {UNIT}, {values} "  # nosec B608
        f"FROM ({' UNION ALL '.join(selects)}) GROUP BY device_id, object, step"
    )


def totals_sql(family: Family, metrics: Sequence[str], sources: Sources, *, by_device: bool = False) -> str:
    """Return one row per step: of each metric the sum over all objects of their averages, and how many there were."""
    devices = Devices.LISTED if by_device else Devices.ANY
    each = aggregate_sql(family, metrics, Aggregation.AVG, sources, by_object=False, devices=devices)
    values = ", ".join(f"sum({metric}) AS {metric}, count({metric}) AS {metric}_objects" for metric in metrics)
    return f"SELECT step, {values} FROM ({each}) GROUP BY step"  # nosec B608


def digest_sql(
    family: Family, figures: Sequence[tuple[str, Figure]], sources: Sources, *, one_a_step: bool = False
) -> str:
    """Return one row per (device_id, object), in this order: figures of its steps' averages as ``<metric>_<figure>``.

    Steps without a finite average do not count. ``one_a_step`` says that no step has two samples of a series: each is
    then its step's average, and the answer costs a third.
    """
    metrics = tuple(dict.fromkeys(metric for metric, _ in figures))
    if one_a_step:
        each = samples_sql(metrics, sources, by_object=False, devices=Devices.RANGE)
    else:
        each = aggregate_sql(family, metrics, Aggregation.AVG, sources, by_object=False, devices=Devices.RANGE)
    finite = ", ".join(f"CASE WHEN isfinite({one}::DOUBLE) THEN {one}::DOUBLE END AS {one}" for one in metrics)
    values = ", ".join(f"{_FIGURES[figure].format(metric)}::DOUBLE AS {metric}_{figure}" for metric, figure in figures)
    return (
        f"SELECT device_id, object::VARCHAR AS object, {values} "  # nosec B608
        f"FROM (SELECT device_id, object, {finite} FROM ({each})) GROUP BY device_id, object ORDER BY device_id, object"
    )


def grid_sql(family: Family, metrics: Sequence[str], sources: Sources, *, devices: Devices) -> str:
    """Return one row per (device_id, object), in this order: ``unit`` and its steps with their averages as a list."""
    each = aggregate_sql(family, metrics, Aggregation.AVG, sources, by_object=False, devices=devices)
    fields = ", ".join(f"{name} := {name}" for name in ("step", *metrics))
    return (
        f"SELECT device_id, object::VARCHAR AS object, any_value({UNIT})::VARCHAR AS {UNIT}, "  # nosec B608
        f"list(struct_pack({fields})) AS points FROM ({each}) GROUP BY device_id, object ORDER BY device_id, object"
    )


def repeated_sql() -> str:
    """Return, of the files ``$loose``, what may be there twice.

    ``repeated``: some device has samples of one moment in two files; ``crowded``: or of two moments in one step.
    """
    condition = _condition(devices=Devices.RANGE, by_object=False)
    return (
        "SELECT coalesce(bool_or(twice), false) AS repeated, coalesce(bool_or(twice OR moments > 1), false) AS crowded "  # nosec B608
        "FROM (SELECT bool_or(files > 1) AS twice, count(*) AS moments FROM (SELECT device_id, ts, count(*) AS files "
        f"FROM (SELECT DISTINCT device_id, ts, filename FROM read_parquet($loose, filename = true) WHERE {condition}) "
        "GROUP BY ALL) GROUP BY device_id, epoch_ms(ts) // $step_ms)"
    )


def sketch_sql(family: Family, metric: str, sources: Sources, *, by_object: bool) -> str:
    """Return one row per (device_id, object, step): ``unit`` and the bucket key of the 95th percentile as ``metric``.

    Samples that are not rolled up yet are counted into the same buckets.
    """
    labels = [UNIT] if UNIT in family.labels else []
    kept = ", ".join(["device_id", "object", "ts", *labels])
    selects = []
    if sources.clean or sources.mixed:
        samples = samples_sql([*labels, metric], sources, by_object=by_object)
        selects.append(f"SELECT {kept}, {_key_sql(metric)} AS key, 1 AS n FROM ({samples}) WHERE {metric} IS NOT NULL")  # nosec B608
    if sources.rollups:
        selects.append(
            f"SELECT {kept}, unnest({metric}_keys)::BIGINT AS key, unnest({metric}_counts)::BIGINT AS n "  # nosec B608
            f"FROM read_parquet($rollups) WHERE {_condition(by_object=by_object)}"
        )
    unit = f"arg_max({UNIT}, ts)" if labels else "NULL"
    series = "device_id, object, step"
    return (
        f"WITH counted AS (SELECT device_id, object, epoch_ms(ts) // $step_ms AS step, key, sum(n) AS n, "  # nosec B608
        f"{unit} AS {UNIT} FROM ({' UNION ALL '.join(selects)}) GROUP BY {series}, key), "
        f"ranked AS (SELECT *, sum(n) OVER (PARTITION BY {series} ORDER BY key) AS upto, "
        f"sum(n) OVER (PARTITION BY {series}) AS total FROM counted) "
        f"SELECT {series}, any_value({UNIT}) AS {UNIT}, min(key) AS {metric} FROM ranked "
        f"WHERE upto >= ceil({QUANTILE} * total) GROUP BY {series} LIMIT $limit"
    )


def _key_sql(metric: str) -> str:
    """Return the formula of ``kit.sketch.keys_of``."""
    index = f"least(ceil(ln(abs({metric}::DOUBLE)) / {LOG_GAMMA!r}) + {SHIFT}, {LARGEST_KEY})"
    return f"(CASE WHEN abs({metric}) < {SMALLEST!r} THEN 0 ELSE sign({metric}) * {index} END)::BIGINT"


def latest_sql(family: Family, sources: Sources) -> str:
    """Return, of each device, the rows of its newest sample in every stored column."""
    columns = [name for name in family.stored.names if name not in {"device_id", "object", "ts"}]
    samples = samples_sql(columns, sources, by_object=False)
    return f"SELECT * FROM ({samples}) QUALIFY ts = max(ts) OVER (PARTITION BY device_id)"  # nosec B608


def hours_sql(metric: str, sources: Sources, *, exclusions: bool) -> str:
    """Return one row per (device_id, object, UTC hour of the day): quartiles of ``metric``, extremes, counts.

    With ``exclusions`` samples in the intervals of the lists ``$except_device``, ``$except_object`` ("" is any),
    ``$except_start`` and ``$except_end`` (microseconds, inclusive) are left out.
    """
    samples = samples_sql([metric], sources, by_object=False, devices=Devices.ANY)
    left_out = (
        " AND NOT EXISTS (SELECT 1 FROM (SELECT unnest($except_device) AS d, unnest($except_object) AS o, "
        "unnest($except_start) AS s, unnest($except_end) AS e) WHERE d = device_id AND (o = '' OR o = object) "
        "AND ts >= make_timestamptz(s) AND ts <= make_timestamptz(e))"
    )
    return (
        f"SELECT device_id, object::VARCHAR AS object, (epoch_ms(ts) // 3600000 % 24)::INTEGER AS hour, "  # nosec B608
        f"quantile_cont({metric}::DOUBLE, [0.25, 0.5, 0.75]) AS quartiles, "
        f"min({metric})::DOUBLE AS lowest, max({metric})::DOUBLE AS highest, count(*) AS count, "
        f"count(DISTINCT {metric}) AS distinct_values FROM ({samples}) WHERE {metric} IS NOT NULL "
        f"AND isfinite({metric}::DOUBLE){left_out if exclusions else ''} GROUP BY ALL"
    )


def objects_sql(sources: Sources) -> str:
    """Return the names of everything that has samples or rollups."""
    selects = [samples_sql([], sources, by_object=False)] if sources.clean or sources.mixed else []
    if sources.rollups:
        selects.append(f"SELECT device_id, object, ts FROM read_parquet($rollups) WHERE {_condition(by_object=False)}")  # nosec B608
    return f"SELECT DISTINCT object FROM ({' UNION ALL '.join(selects)}) ORDER BY object"  # nosec B608
