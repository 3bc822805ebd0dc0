"""From the two YAML documents of a platform file to its definition."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from watchkeeper.estate.drivers.platforms import vocabulary
from watchkeeper.estate.drivers.platforms.definition import (
    BgpTable,
    Column,
    EntitySensors,
    NeighbourTable,
    Operand,
    Platform,
    Pool,
    PortTable,
    Processor,
    Recognition,
    Sensor,
    Source,
    State,
)
from watchkeeper.estate.drivers.platforms.node import Node
from watchkeeper.estate.drivers.platforms.table import Table, read_column, read_conditions, read_index_in, read_names

D = TypeVar("D")


def parse_head(document: Node) -> Platform:
    """Read the first document: what the platform is and how it is recognised."""
    members = document.mapping(vocabulary.HEAD)
    for required in ("platform", "title", "recognise"):
        if required not in members:
            raise document.error(f"{required!r} is missing")
    recognise = members["recognise"].mapping(frozenset({"object_ids", "descr", "refine", "answers"}))
    recognition = Recognition(
        tuple(item.oid() for item in recognise["object_ids"].items()) if "object_ids" in recognise else (),
        tuple(item.pattern() for item in recognise["descr"].items()) if "descr" in recognise else (),
        tuple(item.pattern() for item in recognise["refine"].items()) if "refine" in recognise else (),
        tuple(item.oid() for item in recognise["answers"].items()) if "answers" in recognise else (),
    )
    name = members["platform"].text()
    return Platform(
        name=name,
        title=members["title"].text(),
        vendor=members["vendor"].text() if "vendor" in members else None,
        os=members["os"].text() if "os" in members else None,
        recognition=recognition,
        extends=members["extends"].texts() if "extends" in members else (),
        without=frozenset(members["without"].texts()) if "without" in members else frozenset(),
    )


@dataclass(slots=True)
class Body:
    """The second document: where identity stands and which tables to read."""

    identity: dict[str, tuple[Source, ...]]
    sensors: list[Sensor | EntitySensors]
    processors: list[Processor]
    memory: list[Pool]
    storage: list[Pool]
    ports: list[PortTable]
    bgp: list[BgpTable]
    neighbours: list[NeighbourTable]


def parse_body(document: Node) -> Body:
    """Read the second document."""
    body = Body({}, [], [], [], [], [], [], [])
    if document.value is None:
        return body
    members = document.mapping(vocabulary.BODY)
    if "identity" in members:
        for fact, sources in members["identity"].mapping(vocabulary.IDENTITY).items():
            body.identity[fact] = tuple(_source(item) for item in sources.items())
    if "tables" in members:
        for item in members["tables"].items():
            _parse_table(item, body)
    return body


def _parse_table(node: Node, body: Body) -> None:
    members = node.mapping(vocabulary.TABLE)
    if "name" not in members or "entry" not in members:
        raise node.error("a table needs 'name' and 'entry'")
    entry = members["entry"].oid()
    columns = (
        {name: read_column(item, entry) for name, item in members["columns"].mapping().items()}
        if "columns" in members
        else {}
    )
    label = members["label"].text() if "label" in members else ""
    table = Table(
        members["name"].text(),
        entry,
        columns,
        label,
        read_conditions(members, columns),
        read_names(members, "any_of", columns),
        read_names(members, "unless_any", columns),
        read_names(members, "only_with", columns),
        read_index_in(members),
    )
    for column in columns.values():
        if column.via and column.via not in columns:
            raise node.error(f"column {column.via!r} (via) is not among the columns")
    if "entity_sensors" in members:
        body.sensors.append(_entity_sensors(members["entity_sensors"], table))
    body.sensors += _list(members, "sensors", table, _sensor)
    body.processors += _list(members, "processors", table, _processor)
    body.memory += _list(members, "memory", table, _pool)
    body.storage += _list(members, "storage", table, _pool)
    body.ports += _list(members, "ports", table, _ports)
    body.bgp += _list(members, "bgp", table, _bgp)
    body.neighbours += _list(members, "neighbours", table, _neighbours)


def _list(members: Mapping[str, Node], key: str, table: Table, read: Callable[[Node, Table], D]) -> list[D]:
    return [read(item, table) for item in members[key].items()] if key in members else []


def _sensor(node: Node, table: Table) -> Sensor:
    members = node.mapping(vocabulary.SENSOR)
    if "class" not in members or "value" not in members:
        raise node.error("a sensor needs 'class' and 'value'")
    scale: Operand = table.operand(members["scale"]) if "scale" in members else 1.0
    if "divide" in members:
        scale = 1 / members["divide"].number()
    return Sensor(
        rows=table.rows(members),
        sensor_class=members["class"].one_of(vocabulary.CLASSES),
        value=table.column(members["value"]),
        unit=members["unit"].text() if "unit" in members else "",
        scale=scale,
        decimals=table.column(members["decimals"]) if "decimals" in members else None,
        offset=members["offset"].number() if "offset" in members else 0.0,
        transform=members["transform"].one_of(vocabulary.TRANSFORMS) if "transform" in members else "",
        skip=frozenset(item.number() for item in members["skip"].items()) if "skip" in members else frozenset(),
        least=members["least"].number() if "least" in members else None,
        most=members["most"].number() if "most" in members else None,
        states=_states(members["states"]) if "states" in members else {},
        words={key: item.whole() for key, item in members["words"].mapping().items()} if "words" in members else {},
        limits={key: table.operand(item) for key, item in members["limits"].mapping(vocabulary.LIMITS).items()}
        if "limits" in members
        else {},
        optic=members["optic"].one_of(vocabulary.OPTICS) if "optic" in members else "",
    )


def _states(node: Node) -> dict[int, State]:
    """``ok: {1: running}, critical: {2: failed}``: words by number, by severity."""
    found: dict[int, State] = {}
    for severity, words in node.mapping(vocabulary.SEVERITIES).items():
        for key, word in words.mapping().items():
            if not key.lstrip("-").isdigit():
                raise word.error("a state is a whole number")
            found[int(key)] = State(word.text(), severity)
    return found


def _entity_sensors(node: Node, table: Table) -> EntitySensors:
    members = node.mapping(frozenset({"types", "thresholds"}))
    return EntitySensors(
        table.name,
        table.entry,
        {int(key): item.one_of(vocabulary.CLASSES) for key, item in members["types"].mapping().items()},
        members["thresholds"].oid() if "thresholds" in members else None,
    )


def _processor(node: Node, table: Table) -> Processor:
    members = node.mapping(vocabulary.PROCESSOR)
    return Processor(
        rows=table.rows(members),
        value=table.column(members["value"]),
        scale=1 / members["divide"].number() if "divide" in members else 1.0,
        idle=members["idle"].flag() if "idle" in members else False,
        skip=frozenset(item.number() for item in members["skip"].items()) if "skip" in members else frozenset(),
    )


def _pool(node: Node, table: Table) -> Pool:
    members = node.mapping(vocabulary.POOL)
    if "percent" not in members and len({"total", "used", "free"} & members.keys()) < 2:  # noqa: PLR2004  # the third follows
        raise node.error("needs 'percent', or two of 'total', 'used' and 'free'")
    return Pool(
        rows=table.rows(members),
        total=table.operand(members["total"]) if "total" in members else None,
        used=table.operand(members["used"]) if "used" in members else None,
        free=table.operand(members["free"]) if "free" in members else None,
        percent=table.column(members["percent"]) if "percent" in members else None,
        unit=table.operand(members["unit"]) if "unit" in members else 1.0,
        kind=members["kind"].text() if "kind" in members else "",
    )


def _ports(node: Node, table: Table) -> PortTable:
    members = node.mapping(vocabulary.PORTS)
    return PortTable(
        rows=table.rows(members),
        if_index=members["if_index"].whole() if "if_index" in members else 0,
        arc=members["arc"].whole() if "arc" in members else -1,
        columns={key: table.column(item) for key, item in members["columns"].mapping(vocabulary.PORT_FIELDS).items()},
    )


def _bgp(node: Node, table: Table) -> BgpTable:
    members = node.mapping(frozenset({"index", "peer", "remote_as", "state", "admin", "local", "states", "admins"}))
    return BgpTable(
        name=table.name,
        index=members["index"].one_of(vocabulary.INDEXES),
        remote_as=table.column(members["remote_as"]),
        state=table.column(members["state"]),
        admin=table.column(members["admin"]) if "admin" in members else None,
        local=table.column(members["local"]) if "local" in members else None,
        peer=table.column(members["peer"]) if "peer" in members else None,
        states={int(key): item.text() for key, item in members["states"].mapping().items()}
        if "states" in members
        else {},
        admins={int(key): item.text() for key, item in members["admins"].mapping().items()}
        if "admins" in members
        else {},
    )


def _neighbours(node: Node, table: Table) -> NeighbourTable:
    members = node.mapping(frozenset({"protocol", "columns", "local_arc"}))
    return NeighbourTable(
        name=table.name,
        protocol=members["protocol"].one_of(frozenset({"lldp", "cdp"})),
        columns={
            key: table.column(item) for key, item in members["columns"].mapping(vocabulary.NEIGHBOUR_FIELDS).items()
        },
        local_arc=members["local_arc"].whole() if "local_arc" in members else 0,
    )


def _source(node: Node) -> Source:
    """Read a place (descr, name, get, entity, object_id, text) and what to take of it (match, as)."""
    members = node.mapping(
        frozenset({"descr", "name", "get", "entity", "object_id", "text", "match", "as", "when", "via", "where"})
    )
    kinds = [key for key in ("descr", "name", "get", "entity", "object_id", "text") if key in members]
    if len(kinds) != 1:
        raise node.error("needs exactly one of descr, name, get, entity, object_id, text")
    kind = kinds[0]
    place = members[kind]
    match = members["match"].pattern() if "match" in members else None
    names: dict[str, str] = {}
    template = members["as"].text() if "as" in members else ""
    column, entity_field = None, ""
    if kind in {"descr", "name"}:
        match = place.pattern()
    elif kind == "get":
        column = Column(place.oid())
    elif kind == "entity":
        entity_field = place.one_of(vocabulary.ENTITY_FIELDS)
    elif kind == "object_id":
        names = {key: item.text() for key, item in place.mapping().items()}
    else:
        template = place.text()
    return Source(
        kind,
        column,
        entity_field,
        match,
        template,
        names,
        members["when"].pattern() if "when" in members else None,
        members["via"].oid() if "via" in members else None,
        tuple((Node(node.file, item.path, key).oid(), item.text()) for key, item in members["where"].mapping().items())
        if "where" in members
        else (),
    )
