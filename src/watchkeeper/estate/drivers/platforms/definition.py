"""What a platform file says, as frozen data: how to recognise a device, where its identity is, which tables to read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from watchkeeper.kit.oid import Oid


@dataclass(frozen=True, slots=True)
class Column:
    """A column (or scalar, when it ends in ``.0``) and how its rows are found from a row of the value column.

    ``arcs`` selects part of the index as (start, stop); ``via`` names another column whose number is the index.
    ``names`` translates numbers to words, ``match`` takes the first group of a regular expression.
    """

    oid: Oid
    arcs: tuple[int | None, int | None] | None = None
    via: str = ""
    names: Mapping[int, str] = field(default_factory=dict)
    match: re.Pattern[str] | None = None

    @property
    def is_scalar(self) -> bool:
        """A scalar is one instance, ``….0``."""
        return self.oid[-1] == 0


Operand = Column | float
"""A column's value in the same row, or a constant."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A row counts if the column's text is among ``values`` or matches ``pattern``; ``negated`` turns that round."""

    column: str
    values: frozenset[str]
    negated: bool = False
    pattern: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class State:
    """A word for a number, and how bad it is: ok, warning, critical or unknown."""

    text: str
    severity: str


@dataclass(frozen=True, slots=True)
class Rows:
    """What every table definition has: a name for reports, companions of the value, a label template, conditions.

    A row counts only if one of the columns ``any_of`` is not zero, and if the arcs of its index are among ``index_in``,
    by position. With any row in a column of ``unless_any``, or none in those of ``only_with``, the definition does not
    apply to the device at all.
    """

    name: str
    label: str
    companions: Mapping[str, Column]
    conditions: tuple[Condition, ...]
    any_of: tuple[str, ...] = ()
    unless_any: tuple[str, ...] = ()
    only_with: tuple[str, ...] = ()
    index_in: tuple[tuple[int, frozenset[int]], ...] = ()


@dataclass(frozen=True, slots=True)
class Sensor:
    """One kind of reading.

    ``scale`` and ``offset`` apply as value·scale + offset, before ``transform``; ``decimals`` is a column with the
    number of digits behind the point. Values in ``skip`` and outside ``least``..``most`` (as sent) mean "no reading".
    ``words`` turns texts into state numbers. ``optic`` names the optics column that this reading is.
    """

    rows: Rows
    sensor_class: str
    value: Column
    unit: str = ""
    scale: Operand = 1.0
    decimals: Column | None = None
    offset: float = 0.0
    transform: str = ""
    skip: frozenset[float] = frozenset()
    least: float | None = None
    most: float | None = None
    states: Mapping[int, State] = field(default_factory=dict)
    words: Mapping[str, int] = field(default_factory=dict)
    limits: Mapping[str, Operand] = field(default_factory=dict)
    optic: str = ""


@dataclass(frozen=True, slots=True)
class EntitySensors:
    """A table shaped like ENTITY-SENSOR-MIB: type, scale, precision, value and status in five columns."""

    name: str
    entry: Oid
    types: Mapping[int, str]
    thresholds: Oid | None = None


@dataclass(frozen=True, slots=True)
class Processor:
    """Processor load in percent; ``idle`` when the column counts the opposite."""

    rows: Rows
    value: Column
    scale: float = 1.0
    idle: bool = False
    skip: frozenset[float] = frozenset()


@dataclass(frozen=True, slots=True)
class Pool:
    """Memory or storage: two of total, used and free, or a percentage; ``unit`` is bytes per count."""

    rows: Rows
    total: Operand | None = None
    used: Operand | None = None
    free: Operand | None = None
    percent: Column | None = None
    unit: Operand = 1.0
    kind: str = ""


@dataclass(frozen=True, slots=True)
class BgpTable:
    """BGP peers of a vendor table. ``index`` names the parser that finds the peer in the index."""

    name: str
    index: str
    remote_as: Column
    state: Column
    admin: Column | None = None
    local: Column | None = None
    peer: Column | None = None
    states: Mapping[int, str] = field(default_factory=dict)
    admins: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PortTable:
    """A vendor's own interface table. ``if_index`` is added to the index (``None``: the index stands for itself)."""

    rows: Rows
    if_index: int
    arc: int
    columns: Mapping[str, Column]


@dataclass(frozen=True, slots=True)
class NeighbourTable:
    """A vendor's copy of lldpRemTable with the same column numbers, or its own by name."""

    name: str
    protocol: str
    columns: Mapping[str, Column]
    local_arc: int


@dataclass(frozen=True, slots=True)
class Source:
    """One place where a fact of identity may stand; the first source of a list that gives text wins.

    ``kind`` is ``descr`` (sysDescr), ``name`` (sysName), ``get`` (``column``; the first row of a table), ``entity``
    (``entity_field`` of the chassis), ``object_id`` (``names`` by sysObjectID) or ``text`` (a constant). With ``via``
    the first number in that column is the index to read, with ``where`` a row needs these texts in other columns.
    """

    kind: str
    column: Column | None = None
    entity_field: str = ""
    match: re.Pattern[str] | None = None
    template: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    when: re.Pattern[str] | None = None
    via: Oid | None = None
    where: tuple[tuple[Oid, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Recognition:
    """Longest sysObjectID prefix first, then sysDescr patterns; ``refine`` asks both of the same device.

    ``answers`` are scalars of which the device must have one: what tells apart systems that present themselves alike,
    such as storage appliances whose agent is plain net-snmp.
    """

    object_ids: tuple[Oid, ...]
    descr: tuple[re.Pattern[str], ...]
    refine: tuple[re.Pattern[str], ...] = ()
    answers: tuple[Oid, ...] = ()


@dataclass(frozen=True, slots=True)
class Platform:
    """One platform file, with everything it inherits already merged in."""

    name: str
    title: str
    vendor: str | None
    os: str | None
    recognition: Recognition
    extends: tuple[str, ...] = ()
    identity: Mapping[str, tuple[Source, ...]] = field(default_factory=dict)
    sensors: tuple[Sensor | EntitySensors, ...] = ()
    processors: tuple[Processor, ...] = ()
    memory: tuple[Pool, ...] = ()
    storage: tuple[Pool, ...] = ()
    ports: tuple[PortTable, ...] = ()
    bgp: tuple[BgpTable, ...] = ()
    neighbours: tuple[NeighbourTable, ...] = ()
    without: frozenset[str] = frozenset()
