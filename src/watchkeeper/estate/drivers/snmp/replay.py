"""The replay twin of the SNMP driver: devices recorded varbind by varbind, answering as an agent would.

A recording is text, one varbind a line: ``1.3.6.1.2.1.1.5.0 04 726f75746572`` (identifier, type octet, contents
octets in hex). Lines that start with ``#`` are comments.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from watchkeeper.estate.drivers.protocol import SnmpCredential
from watchkeeper.estate.drivers.snmp import ber, pdu
from watchkeeper.estate.drivers.snmp.ber import VarBind
from watchkeeper.estate.drivers.snmp.connect import Connector
from watchkeeper.estate.drivers.snmp.driver import SnmpDriver
from watchkeeper.estate.drivers.snmp.failures import NoAnswerError
from watchkeeper.estate.drivers.snmp.interfaces import Naming
from watchkeeper.estate.drivers.snmp.session import Session
from watchkeeper.estate.drivers.snmp.transport import Transport
from watchkeeper.kit import oid as oids
from watchkeeper.kit.oid import Oid

_MAX_VARBINDS = 120


@dataclass(frozen=True, slots=True)
class Recording:
    """The varbinds of a device in lexicographic order."""

    names: tuple[Oid, ...]
    varbinds: tuple[VarBind, ...]

    @classmethod
    def of(cls, values: Mapping[Oid, tuple[int, bytes]]) -> "Recording":
        """Make a recording of type and contents octets by identifier."""
        ordered = sorted(values)
        return cls(tuple(ordered), tuple((ber.encode_oid(name), *values[name]) for name in ordered))

    @classmethod
    def parse(cls, text: str) -> "Recording":
        """Read a recording. Raises ValueError naming the line that is none."""
        found: dict[Oid, tuple[int, bytes]] = {}
        for number, line in enumerate(text.splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            try:
                name, tag, *contents = line.split()
                found.setdefault(oids.parse(name), (int(tag, 16), bytes.fromhex("".join(contents))))
            except ValueError as error:
                raise ValueError(f"line {number} is no varbind: {error}") from None
        return cls.of(found)

    @classmethod
    def load(cls, path: Path) -> "Recording":
        """Read a recording from a file."""
        return cls.parse(path.read_text(encoding="ascii"))

    def dump(self) -> str:
        """Return the recording as text."""
        lines = (
            f"{oids.dotted(name)} {tag:02x} {value.hex()}".rstrip()
            for name, (_, tag, value) in zip(self.names, self.varbinds, strict=True)
        )
        return "\n".join(lines) + "\n"


async def record(session: Session, root: Oid = (1, 3, 6, 1), limit: int = 200_000) -> Recording:
    """Record everything below ``root`` from a live device. Raises an SnmpError when it stops answering."""
    found: dict[Oid, tuple[int, bytes]] = {}
    cursor = ber.encode_oid(root)
    while len(found) < limit:
        answer = await session.ask(pdu.Question(pdu.GET_NEXT, [cursor]))
        if answer.status or not answer.varbinds:
            break
        name, tag, value = answer.varbinds[0]
        oid = ber.decode_oid(name)
        if tag == ber.END_OF_MIB_VIEW or not oids.is_under(oid, root) or oid in found:
            break
        found[oid] = (tag, value)
        cursor = name
    return Recording.of(found)


class ReplayTransport:
    """Answers questions from a recording as RFC 3416 says (as RFC 1157 with ``bulk`` false)."""

    def __init__(self, recording: Recording, *, bulk: bool = True) -> None:
        self._recording = recording
        self.bulk = bulk

    async def ask(self, question: pdu.Question, timeout_s: float) -> pdu.Answer:
        """Answer at once; see :class:`~watchkeeper.estate.drivers.snmp.transport.Transport`."""
        del timeout_s
        found: list[VarBind] = []
        if question.kind == pdu.GET_BULK:
            found = self._bulk(question)
            return pdu.Answer(pdu.RESPONSE, 0, 0, 0, found)
        for position, name in enumerate(question.names, 1):
            varbind = self._exact(name) if question.kind == pdu.GET else self._next(name)
            if not self.bulk and varbind[1] in ber.ABSENT:
                return pdu.Answer(pdu.RESPONSE, 0, pdu.NO_SUCH_NAME, position, [])
            found.append(varbind)
        return pdu.Answer(pdu.RESPONSE, 0, 0, 0, found)

    def _exact(self, name: bytes) -> VarBind:
        oid = ber.decode_oid(name)
        at = bisect_left(self._recording.names, oid)
        if at < len(self._recording.names) and self._recording.names[at] == oid:
            return self._recording.varbinds[at]
        return name, ber.NO_SUCH_INSTANCE, b""

    def _next(self, name: bytes) -> VarBind:
        at = bisect_right(self._recording.names, ber.decode_oid(name))
        if at < len(self._recording.names):
            return self._recording.varbinds[at]
        return name, ber.END_OF_MIB_VIEW, b""

    def _bulk(self, question: pdu.Question) -> list[VarBind]:
        found = [self._next(name) for name in question.names[: question.non_repeaters]]
        row = list(question.names[question.non_repeaters :])
        for _ in range(question.repetitions):
            varbinds = [self._next(name) for name in row]
            if not row or len(found) + len(varbinds) > _MAX_VARBINDS:
                break
            found += varbinds
            row = [varbind[0] for varbind in varbinds]
            if all(varbind[1] == ber.END_OF_MIB_VIEW for varbind in varbinds):
                break
        return found


class SilentTransport:
    """A device that never answers."""

    bulk = True

    async def ask(self, question: pdu.Question, timeout_s: float) -> pdu.Answer:
        """Give up at once instead of waiting."""
        del question, timeout_s
        raise NoAnswerError("no answer")


class ReplayConnector(Connector):
    """Connects to recordings by address; any other address is silent."""

    def __init__(self, recordings: Mapping[str, Recording]) -> None:
        super().__init__()
        self._recordings = dict(recordings)

    async def connect(self, address: str, port: int, credential: SnmpCredential) -> Transport:
        """Return the transport of the recording at ``address``."""
        del port
        recording = self._recordings.get(address)
        return SilentTransport() if recording is None else ReplayTransport(recording, bulk=credential.version != "1")


class ReplaySnmpDriver(SnmpDriver):
    """An SnmpDriver whose devices are recordings."""

    def __init__(self, recordings: Mapping[str, Recording], *, naming: Naming | None = None) -> None:
        connector = ReplayConnector(recordings)
        if naming is None:
            super().__init__(connector=connector)
        else:
            super().__init__(connector=connector, naming=naming)


def recording_of(rows: Iterable[tuple[str, int, bytes]]) -> Recording:
    """Make a recording of (dotted identifier, type octet, contents octets)."""
    return Recording.of({oids.parse(name): (tag, contents) for name, tag, contents in rows})
