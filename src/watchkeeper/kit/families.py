"""The families of samples: what drivers observe and what the series store keeps, as typed columns, in one place.

A *batch* is a ``pyarrow.RecordBatch`` of one family for a whole shard. Every batch carries ``ts`` (the scheduled
slot, UTC), ``device_id`` and ``object`` (the stable name inside the device: canonical interface name, sensor label, …);
together they are the key of a sample. ``OBSERVED`` schemas are what a driver returns, ``STORED`` what is kept:
they differ for ``interface`` only, where counters become rates.

Units are in the names; a column named ``*_bps`` is bits per second, ``*_ps`` events per second, ``*_ratio`` 0..1.
A null is "not known": it is never written as zero.
"""

from dataclasses import dataclass
from enum import IntEnum

import pyarrow as pa

TS = pa.timestamp("ms", tz="UTC")
NAME = pa.dictionary(pa.int32(), pa.string())
KEY: tuple[tuple[str, pa.DataType], ...] = (("ts", TS), ("device_id", pa.int64()), ("object", NAME))


class Quality(IntEnum):
    """Why the rates of a stored interface row are what they are.

    ``OK`` rows carry every rate, except that one may be null by itself: the agent has no such counter, or this counter
    alone went back. ``WRAP_AMBIGUOUS`` rows lack the rates that 32 bits cannot carry (octets, at high packet rates
    also packets) and keep the others. All other rows are gaps without any rate.
    """

    OK = 0
    FIRST = 1  # no previous sample, or the counter changed its width
    RESET = 2  # agent restarted, discontinuity, or a 64-bit counter went back
    WRAP_AMBIGUOUS = 3  # a 32-bit octet counter that may have wrapped more than once
    INTERVAL = 4  # the time between samples is below 1 s, above 2.5 intervals, or agent and poller clocks disagree
    OVER_SPEED = 5  # above 1.05 x the interface's speed
    REINDEXED = 6  # the row's ifIndex moved
    NOT_COLLECTED = 7  # the row came without any counter


COUNTERS: tuple[str, ...] = (
    "in_octets",
    "out_octets",
    "in_ucast_pkts",
    "out_ucast_pkts",
    "in_errors",
    "out_errors",
    "in_discards",
    "out_discards",
)
"""Counter columns of an observed interface batch, in this order; ``uint64``, null where the agent has none."""

RATES: tuple[str, ...] = (
    "in_bps",
    "out_bps",
    "in_ucast_pps",
    "out_ucast_pps",
    "in_errors_ps",
    "out_errors_ps",
    "in_discards_ps",
    "out_discards_ps",
)
"""The stored rate of each counter in ``COUNTERS``, same order; octets become bits."""


@dataclass(frozen=True, slots=True)
class Family:
    """One kind of sample.

    ``metrics`` are the numeric columns of ``stored`` that a query may ask for, with their unit; ``labels`` are
    stored columns that describe the object and are not aggregated.
    """

    name: str
    observed: pa.Schema
    stored: pa.Schema
    metrics: dict[str, str]
    labels: tuple[str, ...] = ()


def _schema(*fields: tuple[str, pa.DataType]) -> pa.Schema:
    return pa.schema(
        [pa.field(name, kind, nullable=name not in {"ts", "device_id", "object"}) for name, kind in (*KEY, *fields)]
    )


_F32, _F64, _U64, _I64, _I32, _I8 = pa.float32(), pa.float64(), pa.uint64(), pa.int64(), pa.int32(), pa.int8()

INTERFACE = Family(
    name="interface",
    observed=_schema(
        ("if_index", _I32),
        ("uptime_ticks", _I64),  # sysUpTime of the agent in 1/100 s, from the same exchange as the counters
        ("discontinuity_ticks", _I64),  # ifCounterDiscontinuityTime in 1/100 s
        ("monotonic_s", _F64),  # the poller's own clock when the row was read
        ("speed_bps", _I64),
        ("admin_status", _I8),  # IF-MIB enumeration
        ("oper_status", _I8),  # IF-MIB enumeration
        ("counter_bits", _I8),  # 64 or 32: width of the octet counters
        *((name, _U64) for name in COUNTERS),
    ),
    stored=_schema(
        *((name, _F32) for name in RATES),
        ("speed_bps", _I64),
        ("admin_status", _I8),
        ("oper_status", _I8),
        ("interval_s", _F32),  # time between the two samples by the agent's clock
        ("quality", _I8),  # Quality
    ),
    metrics={
        "in_bps": "bit/s",
        "out_bps": "bit/s",
        "in_ucast_pps": "1/s",
        "out_ucast_pps": "1/s",
        "in_errors_ps": "1/s",
        "out_errors_ps": "1/s",
        "in_discards_ps": "1/s",
        "out_discards_ps": "1/s",
        "speed_bps": "bit/s",
    },
    labels=("admin_status", "oper_status", "quality"),
)

_SENSOR = _schema(
    ("sensor_class", NAME),  # temperature, voltage, current, power, fanspeed, humidity, state, …
    ("value", _F64),
    ("unit", NAME),
    ("severity", _I8),  # 0 ok, 1 warning, 2 critical, null unknown; class state only
)
SENSOR = Family("sensor", _SENSOR, _SENSOR, {"value": ""}, ("sensor_class", "unit", "severity"))

_OPTICS = _schema(
    ("rx_power_dbm", _F32),
    ("tx_power_dbm", _F32),
    ("bias_ma", _F32),
    ("temperature_c", _F32),
    ("voltage_v", _F32),
    ("light", _I8),  # 1 light, 0 no light (powers are then null), null unknown
)
OPTICS = Family(
    "optics",
    _OPTICS,
    _OPTICS,
    {"rx_power_dbm": "dBm", "tx_power_dbm": "dBm", "bias_ma": "mA", "temperature_c": "°C", "voltage_v": "V"},
    ("light",),
)

_HOST = _schema(
    ("kind", NAME),  # cpu, memory, storage
    ("used_percent", _F32),
    ("used_bytes", _I64),
    ("total_bytes", _I64),
)
HOST = Family("host", _HOST, _HOST, {"used_percent": "%", "used_bytes": "B", "total_bytes": "B"}, ("kind",))

_AVAILABILITY = _schema(
    ("up", _I8),  # 1 answered, 0 did not, null not known
    ("rtt_min_ms", _F32),
    ("rtt_avg_ms", _F32),
    ("rtt_max_ms", _F32),
    ("loss_ratio", _F32),
    ("outcome", NAME),  # Outcome of the driver
)
AVAILABILITY = Family(  # object is the way it was asked: "icmp" or "snmp"
    "availability",
    _AVAILABILITY,
    _AVAILABILITY,
    {"up": "1", "rtt_min_ms": "ms", "rtt_avg_ms": "ms", "rtt_max_ms": "ms", "loss_ratio": "1"},
    ("outcome",),
)

_GENERIC = _schema(("metric", NAME), ("value", _F64), ("unit", NAME))
GENERIC = Family("generic", _GENERIC, _GENERIC, {"value": ""}, ("metric", "unit"))

FAMILIES: dict[str, Family] = {
    family.name: family for family in (INTERFACE, SENSOR, OPTICS, HOST, AVAILABILITY, GENERIC)
}
