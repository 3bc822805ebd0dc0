"""From received octets to rows of the archive and occurrences that mean something. Pure: time comes with the data."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final, NamedTuple

from watchkeeper.estate.drivers.snmp import ber, pdu, values
from watchkeeper.estate.drivers.snmp.ber import BerError
from watchkeeper.kit import oid as oids
from watchkeeper.observe.messages.archive import Columns
from watchkeeper.observe.messages.catalogue import Entry
from watchkeeper.observe.messages.clocks import Moment, moment_of
from watchkeeper.observe.messages.conditions import Occurrence
from watchkeeper.observe.messages.directory import Directory, Sender
from watchkeeper.observe.messages.guess import guess_platform
from watchkeeper.observe.messages.intake import Received
from watchkeeper.observe.messages.syslog.engine import Dialect, Dialects
from watchkeeper.observe.messages.syslog.load import GENERIC
from watchkeeper.observe.messages.syslog.wire import as_text
from watchkeeper.observe.messages.traps.decode import Notification, community_answer, decode
from watchkeeper.observe.messages.traps.definition import TrapDefinitions
from watchkeeper.observe.messages.traps.usm import RefusedError, UsmReceiver

SYSLOG: Final = "syslog"
TRAP: Final = "trap"
_dumps = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_SHOWN_VARBINDS: Final = 64
_SHOWN_OCTETS: Final = 256


@dataclass(slots=True)
class Batch:
    """What a number of messages came to. ``answers`` go out once the batch is stored."""

    columns: Columns = field(default_factory=Columns)
    occurrences: list[Occurrence] = field(default_factory=list)
    answers: list[tuple[Received, bytes]] = field(default_factory=list)
    stored: dict[str, int] = field(default_factory=lambda: {SYSLOG: 0, TRAP: 0})
    recognised: dict[str, int] = field(default_factory=lambda: {SYSLOG: 0, TRAP: 0})
    strangers: dict[str, int] = field(default_factory=lambda: {SYSLOG: 0, TRAP: 0})
    malformed: dict[str, int] = field(default_factory=lambda: {SYSLOG: 0, TRAP: 0})
    refused: int = 0
    skewed: int = 0


class Reader:
    """Understands messages with the definitions of syslog, traps and the catalogue."""

    def __init__(
        self,
        directory: Directory,
        dialects: Dialects,
        traps: TrapDefinitions,
        entries: Mapping[str, Entry],
        usm: UsmReceiver | None = None,
    ) -> None:
        self._directory = directory
        self._dialects = dialects
        self._traps = traps
        self._entries = entries
        self._usm = usm
        self._last_id = 0

    def syslog(self, message: Received, batch: Batch) -> None:
        """Take a syslog message into ``batch``."""
        text = as_text(message.octets)
        if not text:
            batch.malformed[SYSLOG] += 1
            return
        sender = self._directory.sender(message.source)
        received = _moment(message.at_ns)
        parsed = self._dialect(sender, text).parse(text, received)
        sender = self._directory.behind(message.source, parsed.host or "")
        moment = moment_of(parsed.timestamp, received)
        if parsed.timestamp is not None and not moment.believed:
            batch.skewed += 1
        said = _Said(
            moment,
            parsed.tag,
            parsed.event or "",
            parsed.fields,
            text,
            parsed.host or "",
            parsed.process or "",
            parsed.severity,
            parsed.facility,
        )
        self._append(batch, SYSLOG, message, sender, said)

    def _dialect(self, sender: Sender, text: str) -> Dialect:
        dialect = self._dialects.of(sender.platform) if sender.platform else None
        dialect = dialect or self._dialects.of(guess_platform(text)) or self._dialects.of(GENERIC)
        if dialect is None:
            raise LookupError("the generic definitions are missing")
        return dialect

    def trap(self, message: Received, batch: Batch) -> None:
        """Take a notification into ``batch``. What cannot be read or is not authentic is counted, not kept."""
        try:
            notification, answer = self._open(message)
        except RefusedError as error:
            batch.refused += 1
            if error.report is not None:
                batch.answers.append((message, error.report))
            return
        except (BerError, ValueError, IndexError):
            batch.malformed[TRAP] += 1
            return
        sender = self._directory.behind(message.source, notification.agent_address)
        moment = sender.boot.moment(notification.uptime_ticks, _moment(message.at_ns))
        meaning = self._traps.understand(notification)
        said = _Said(
            moment,
            meaning.name,
            meaning.event or "",
            meaning.fields,
            _written(notification, meaning.name),
            notification.agent_address,
            datagram=notification.pdu,
        )
        self._append(batch, TRAP, message, sender, said)
        if answer is not None:
            batch.answers.append((message, answer))

    def _open(self, message: Received) -> tuple[Notification, bytes | None]:
        data = message.octets
        _, at, _ = ber.element(data, 0)
        version, _ = ber.read_integer(data, at)
        if version == pdu.V3:
            if self._usm is None:
                raise RefusedError("v3 is not spoken here")
            verified = self._usm.open(data)
            return verified.notification, verified.answer
        notification = decode(data)
        return notification, community_answer(notification) if notification.inform else None

    def _append(self, batch: Batch, protocol: str, message: Received, sender: Sender, said: "_Said") -> None:
        number = max(message.at_ns, self._last_id + 1)
        self._last_id = number
        fields = said.fields
        batch.columns.append(
            (
                number,
                message.at_ns // 1000,
                int(said.moment.at.timestamp() * 1e6),
                said.moment.believed,
                sender.device_id,
                sender.device,
                message.source,
                protocol,
                said.severity,
                said.facility,
                said.host,
                said.process,
                said.tag,
                said.event,
                _dumps(fields) if fields else "",
                said.text,
                said.datagram,
            )
        )
        batch.stored[protocol] += 1
        batch.strangers[protocol] += not sender.device_id
        if not said.event:
            return
        batch.recognised[protocol] += 1
        entry = self._entries.get(said.event)
        if entry is not None:
            batch.occurrences.append(
                Occurrence(
                    entry=entry,
                    device_id=sender.device_id,
                    device_name=sender.device,
                    at=said.moment.at,
                    fields=fields,
                    source=message.source,
                    protocol=protocol,
                    text=said.text,
                    entity=entry.entity_of(fields),
                )
            )


class _Said(NamedTuple):
    """What one message says, whatever its protocol."""

    moment: Moment
    tag: str
    event: str
    fields: Mapping[str, str]
    text: str
    host: str = ""
    process: str = ""
    severity: int | None = None
    facility: int | None = None
    datagram: bytes | None = None


def _moment(at_ns: int) -> datetime:
    return datetime.fromtimestamp(at_ns / 1e9, UTC)


def _written(notification: Notification, name: str) -> str:
    """Return a notification as a line; bytes that are no text are written in hexadecimal."""
    parts = [name]
    for varbind in notification.varbinds[:_SHOWN_VARBINDS]:
        try:
            key = oids.dotted(ber.decode_oid(varbind[0]))
        except (BerError, IndexError):
            continue
        parts.append(f"{key}={_value(varbind)}")
    return " ".join(parts)


def _value(varbind: tuple[bytes, int, bytes]) -> str:
    _, tag, octets = varbind
    if tag == ber.OCTETS and not _is_text(octets):
        return "0x" + octets[:_SHOWN_OCTETS].hex()
    return (values.string(varbind) or "")[:_SHOWN_OCTETS]


def _is_text(octets: bytes) -> bool:
    try:
        return octets.rstrip(b"\x00").decode("utf-8").isprintable()
    except UnicodeDecodeError:
        return False
