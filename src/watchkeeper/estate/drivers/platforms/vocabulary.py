"""The words that platform files may use."""

from typing import Final

CLASSES: Final = frozenset(
    {
        "airflow", "ber", "bitrate", "charge", "chromatic_dispersion", "cooling", "count", "current", "dbm", "delay",
        "eer", "fanspeed", "frequency", "humidity", "load", "loss", "percent", "power", "power_consumed",
        "power_factor", "pressure", "quality_factor", "runtime", "signal", "snr", "state", "temperature", "tv_signal",
        "voltage", "waterflow",
    }
)  # fmt: skip
TRANSFORMS: Final = frozenset(
    {
        "microwatt_to_dbm",
        "milliwatt_to_dbm",
        "nanowatt_to_dbm",
        "fahrenheit_to_celsius",
        "seconds_to_minutes",
        "ticks_to_minutes",
        "signed32",
    }
)
OPTICS: Final = frozenset({"rx_power_dbm", "tx_power_dbm", "bias_ma", "temperature_c", "voltage_v"})
SEVERITIES: Final = frozenset({"ok", "warning", "critical", "unknown"})
LIMITS: Final = frozenset({"low", "low_warn", "high_warn", "high"})
INDEXES: Final = frozenset(
    {"address", "type_length_address", "type_address", "length_address", "junos_peer", "vrf_type_length_address"}
)
IDENTITY: Final = frozenset({"os_version", "model", "serial", "sysname", "vendor", "os"})
ENTITY_FIELDS: Final = frozenset(
    {"descr", "name", "hardware", "firmware", "software", "serial", "manufacturer", "model"}
)
PORT_FIELDS: Final = frozenset(
    {
        "name",
        "descr",
        "alias",
        "type",
        "mtu",
        "speed_bps",
        "speed_kbps",
        "speed_mbps",
        "mac",
        "admin_status",
        "oper_status",
    }
)
NEIGHBOUR_FIELDS: Final = frozenset(
    {"sysname", "port", "port_subtype", "port_descr", "chassis", "chassis_subtype", "descr", "local_port"}
)

ROWS: Final = frozenset({"label", "when", "unless", "like", "unlike", "any_of", "unless_any", "only_with", "index_in"})
"""What every definition may say about its rows; a table says it for all its definitions."""
TABLE: Final = ROWS | {
    "name", "entry", "columns", "sensors", "processors", "memory", "storage", "bgp", "ports", "neighbours",
    "entity_sensors",
}  # fmt: skip
HEAD: Final = frozenset({"platform", "title", "vendor", "os", "extends", "without", "recognise"})
BODY: Final = frozenset({"identity", "tables"})
SENSOR: Final = ROWS | {
    "class", "value", "unit", "scale", "divide", "decimals", "offset", "transform", "skip", "least", "most", "states",
    "words", "limits", "optic",
}  # fmt: skip
PROCESSOR: Final = ROWS | {"value", "divide", "idle", "skip"}
POOL: Final = ROWS | {"total", "used", "free", "percent", "unit", "kind"}
PORTS: Final = ROWS | {"if_index", "arc", "columns"}
