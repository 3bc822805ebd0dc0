"""From a request datagram to its response: GET, GETNEXT, GETBULK and the refusal of SET (RFC 3416; RFC 1157 for v1).

A request is parsed once. Without its request id it is the key of a *plan* in its layout's cache: devices of a model
are asked the same questions, so nearly every request is one dictionary lookup, a few list slices and a join.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Generic

from watchkeeper.lab.snmp import ber
from watchkeeper.lab.snmp.layout import Layout
from watchkeeper.lab.snmp.view import S, View

V1: Final = 0
V2C: Final = 1
_NO_SUCH_NAME: Final = 2
_TOO_BIG: Final = 1
_NOT_WRITABLE: Final = 17
_LEAST_VARBIND: Final = 12
MAX_DATAGRAM: Final = 65_507
_OVERHEAD: Final = 40
"""Octets around the varbinds of a response: message, version, PDU, request id, error fields, their lengths."""
_MAX_PLANS: Final = 20_000
_ACCEPTED: Final = {ber.GET, ber.GET_NEXT, ber.GET_BULK, ber.SET}
_SUCCESS: Final = b"\x02\x01\x00\x02\x01\x00"


@dataclass(slots=True, eq=False)
class Bulk:
    """A GETBULK whose every position is known beforehand. ``rows`` is as many as have been seen to fit."""

    mask: int
    lead: tuple[int, ...]
    starts: tuple[int, ...]
    wanted: int
    rows: int


@dataclass(frozen=True, slots=True, eq=False)
class Picks:
    """A GET or GETNEXT whose every position is known beforehand."""

    mask: int
    positions: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """Anything else: answered step by step, looking at which rows exist."""

    pdu: int
    first: int
    second: int
    names: tuple[bytes, ...]
    oids: tuple[ber.Oid, ...]
    varbinds: bytes


Plan = Bulk | Picks | Question


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """Error fields (0, 0 when all is well) and the encoded varbinds of a response."""

    varbinds: bytes
    status: int = 0
    index: int = 0


class Responder(Generic[S]):
    """Answers for any number of devices. ``max_size`` bounds a response in octets."""

    def __init__(self, *, max_size: int) -> None:
        self._max_size = max_size
        self._plans: dict[Layout[S], dict[bytes, Plan]] = {}
        self.varbinds = 0
        """Varbinds of the fast path so far."""

    def respond(
        self, packet: bytes, layout: Layout[S], community: bytes, tick: int, view: Callable[[], View[S]]
    ) -> bytes | None:
        """Return the response, or ``None`` for what an agent silently drops (not SNMP, wrong community or version).

        ``view`` is called only when there is something to answer.
        """
        try:
            _, at, end = ber.read_header(packet, 0)
            version = packet[at + 2]
            name_at = at + 3
            name_end = name_at + 2 + packet[name_at + 1]
            pdu = packet[name_end]
            if packet[name_at + 2 : name_end] != community or version > V2C or end != len(packet):
                return None
            _, id_at, _ = ber.read_header(packet, name_end)
            id_end = id_at + 2 + packet[id_at + 1]
            key = packet[name_end : name_end + 1] + packet[at + 2 : at + 3] + packet[id_end:]
            plans = self._plans.get(layout) or self._plans.setdefault(layout, {})
            plan = plans.get(key)
            if plan is None:
                plan = self._plan(layout, version, pdu, packet, id_end)
                if len(plans) >= _MAX_PLANS:
                    plans.clear()
                plans[key] = plan
        except (ValueError, IndexError):
            return None
        room = self._max_size - _OVERHEAD - len(community)
        answer = self._answer(plan, version, layout, tick, view(), room)
        body = packet[id_at:id_end] + (
            _SUCCESS
            if answer.status == 0
            else ber.encode_integer(ber.INTEGER, answer.status) + ber.encode_integer(ber.INTEGER, answer.index)
        )
        listing = ber.header(ber.SEQUENCE, len(answer.varbinds))
        size = len(body) + len(listing) + len(answer.varbinds)
        head = packet[at:name_end] + ber.header(ber.RESPONSE, size)
        return b"".join(
            (ber.header(ber.SEQUENCE, len(head) + size), head, body, listing, answer.varbinds),
        )

    def _plan(self, layout: Layout[S], version: int, pdu: int, packet: bytes, at: int) -> Plan:
        if pdu not in _ACCEPTED or (pdu == ber.GET_BULK and version == V1):
            raise ValueError("not a request")
        _, start, end = ber.read_header(packet, at)
        first = int.from_bytes(packet[start:end], "big", signed=True)
        _, start, end = ber.read_header(packet, end)
        second = int.from_bytes(packet[start:end], "big", signed=True)
        _, start, end = ber.read_header(packet, end)
        varbinds = packet[start:end]
        names = tuple(ber.iterate_names(varbinds))
        oids = tuple(ber.decode_oid(name) for name in names)
        question = Question(pdu, first, second, names, oids, varbinds)
        if version == V1 or pdu == ber.SET:
            return question
        if pdu == ber.GET_BULK:
            return self._bulk(layout, question) or question
        return _picks(layout, question) or question

    def _bulk(self, layout: Layout[S], question: Question) -> Bulk | None:
        """Return the fast plan, if every row asked for exists on every device of the layout."""
        lead_count, columns, wanted = _bulk_shape(question, self._max_size)
        lead = tuple(layout.after(oid) for oid in question.oids[:lead_count])
        starts = tuple(layout.after(oid) for oid in columns)
        if not starts or not wanted or max((*lead, *(start + wanted - 1 for start in starts))) >= layout.size:
            return None
        mask = 0
        for position in lead:
            mask |= layout.mask(position, position + 1)
        for start in starts:
            mask |= layout.mask(start, start + wanted)
        return None if mask & layout.sparse_mask else Bulk(mask, lead, starts, wanted, wanted)

    def _answer(self, plan: Plan, version: int, layout: Layout[S], tick: int, view: View[S], room: int) -> Answer:
        if isinstance(plan, Bulk):
            return Answer(self._run_bulk(plan, view.prepare(tick, plan.mask), room))
        if isinstance(plan, Picks):
            values = view.prepare(tick, plan.mask)
            varbinds = b"".join([values[position] or b"" for position in plan.positions])
            return Answer(varbinds) if len(varbinds) <= room else Answer(b"", _TOO_BIG)
        found = resolve(plan, version, layout, view.prepare(tick, layout.sparse_mask))
        if isinstance(found, Answer):
            return found
        mask = 0
        for item in found:
            mask |= 0 if isinstance(item, bytes) else layout.mask(item, item + 1)
        values = view.prepare(tick, mask)
        out = [item if isinstance(item, bytes) else values[item] or b"" for item in found]
        if plan.pdu == ber.GET_BULK:
            return Answer(_fit(out, room)[1])
        varbinds = b"".join(out)
        if len(varbinds) > room:
            return Answer(plan.varbinds if version == V1 else b"", _TOO_BIG)
        return Answer(varbinds)

    def _run_bulk(self, plan: Bulk, values: list[bytes | None], room: int) -> bytes:
        while True:
            width, rows = len(plan.starts), plan.rows
            out: list[bytes | None] = [None] * (width * rows)
            for column, start in enumerate(plan.starts):
                out[column::width] = values[start : start + rows]
            if plan.lead:
                out[:0] = [values[position] for position in plan.lead]
            varbinds = b"".join(out)  # type: ignore[arg-type]  # a fast plan has no absent rows
            if len(varbinds) > room:
                kept, varbinds = _fit(out, room)  # type: ignore[arg-type]
                plan.rows = min(kept // width + 2, plan.wanted)
                self.varbinds += kept
                return varbinds
            if rows == plan.wanted:
                self.varbinds += len(out)
                return varbinds
            plan.rows = min(rows * 2, plan.wanted)


def _fit(varbinds: list[bytes], room: int) -> tuple[int, bytes]:
    """Return how many of the varbinds fit, and those joined."""
    kept, size = len(varbinds), sum(map(len, varbinds))
    while size > room:
        kept -= 1
        size -= len(varbinds[kept])
    return kept, b"".join(varbinds[:kept])


def _bulk_shape(question: Question, max_size: int) -> tuple[int, tuple[ber.Oid, ...], int]:
    """Return the number of non-repeaters, the repeating names and the repetitions that can matter."""
    lead = min(max(question.first, 0), len(question.oids))
    columns = question.oids[lead:]
    most = max_size // _LEAST_VARBIND // max(len(columns), 1) + 1
    return lead, columns, min(max(question.second, 0), most)


def _picks(layout: Layout[S], question: Question) -> Picks | None:
    positions: list[int] = []
    mask = 0
    for oid in question.oids:
        position = layout.exact(oid) if question.pdu == ber.GET else layout.after(oid)
        if position is None or position >= layout.size:
            return None
        positions.append(position)
        mask |= layout.mask(position, position + 1)
    return None if mask & layout.sparse_mask else Picks(mask, tuple(positions))


def resolve(
    question: Question, version: int, layout: Layout[S], values: list[bytes | None]
) -> list[int | bytes] | Answer:
    """Return what answers each name: a position, or a whole varbind with an exception value; or the refusal.

    Absent rows (``None`` in ``values``) are passed over, and v1 sees no Counter64.
    """
    if question.pdu == ber.SET:
        return Answer(question.varbinds, _NOT_WRITABLE if version == V2C else _NO_SUCH_NAME, 1)
    if question.pdu == ber.GET_BULK:
        return _bulk_items(question, layout, values)
    out: list[int | bytes] = []
    for number, (oid, name) in enumerate(zip(question.oids, question.names, strict=True), 1):
        if question.pdu == ber.GET:
            position = _existing(layout, values, oid, version)
        else:
            position = _next(layout, values, layout.after(oid), version)
        if position is not None:
            out.append(position)
        elif version == V1:
            return Answer(question.varbinds, _NO_SUCH_NAME, number)
        else:
            out.append(ber.varbind(ber.tlv(ber.OBJECT_ID, name), _exception(question.pdu, layout, oid)))
    return out


def _existing(layout: Layout[S], values: list[bytes | None], oid: ber.Oid, version: int) -> int | None:
    position = layout.exact(oid)
    hidden = position is None or values[position] is None or (version == V1 and layout.wide[position])
    return None if hidden else position


def _next(layout: Layout[S], values: list[bytes | None], position: int, version: int) -> int | None:
    """Return the first position from ``position`` on that this version can see."""
    while position < layout.size:
        if values[position] is not None and not (version == V1 and layout.wide[position]):
            return position
        position += 1
    return None


def _exception(pdu: int, layout: Layout[S], oid: ber.Oid) -> bytes:
    if pdu == ber.GET_NEXT:
        return ber.END_OF_MIB_VIEW
    return ber.NO_SUCH_INSTANCE if layout.has_object(oid) else ber.NO_SUCH_OBJECT


def _bulk_items(question: Question, layout: Layout[S], values: list[bytes | None]) -> list[int | bytes]:
    """List GETBULK's varbinds row by row until every column has run out (RFC 3416 §4.2.3)."""
    lead, columns, wanted = _bulk_shape(question, MAX_DATAGRAM)
    out: list[int | bytes] = []
    for oid, name in zip(question.oids[:lead], question.names[:lead], strict=True):
        position = _next(layout, values, layout.after(oid), V2C)
        out.append(_end(ber.tlv(ber.OBJECT_ID, name)) if position is None else position)
    cursors = [layout.after(oid) for oid in columns]
    names = [ber.tlv(ber.OBJECT_ID, name) for name in question.names[lead:]]
    for _ in range(wanted):
        live = False
        for column, cursor in enumerate(cursors):
            position = _next(layout, values, cursor, V2C)
            if position is None:
                out.append(_end(names[column]))
                cursors[column] = layout.size
            else:
                live = True
                out.append(position)
                cursors[column], names[column] = position + 1, layout.names[position]
        if not live:
            break
    return out


def _end(name: bytes) -> bytes:
    return ber.varbind(name, ber.END_OF_MIB_VIEW)
