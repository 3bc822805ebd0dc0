"""The first words with a device: is it there, how long has it been up, and is it the one we know?"""

import ipaddress
import time
from dataclasses import dataclass
from typing import Final

from watchkeeper.estate.drivers.protocol import Identity
from watchkeeper.estate.drivers.snmp import ber, values
from watchkeeper.estate.drivers.snmp.session import SYS_UPTIME_0, Session
from watchkeeper.estate.drivers.snmp.walk import read_uptime
from watchkeeper.kit import oid as oids

_SYS_NAME_0: Final = ber.encode_oid((1, 3, 6, 1, 2, 1, 1, 5, 0))
_IF_TABLE_LAST_CHANGE_0: Final = ber.encode_oid((1, 3, 6, 1, 2, 1, 31, 1, 5, 0))


@dataclass(frozen=True, slots=True)
class Greeting:
    """What one GET told. ``rtt_s`` is the time of the whole exchange, lost attempts included."""

    uptime_ticks: int | None
    sysname: str
    serial: str
    last_change: int | None
    rtt_s: float
    attempts: int

    def identity(self) -> Identity:
        """Return the marks of identity in this greeting."""
        return Identity(sysname=self.sysname, serial=self.serial)


async def greet(session: Session, serial_oid: str = "") -> Greeting:
    """Ask for uptime, name, ``ifTableLastChange`` and, where its place is known, the serial number, in one GET.

    Raises an SnmpError when the device does not answer.
    """
    asked = [SYS_UPTIME_0, _SYS_NAME_0, _IF_TABLE_LAST_CHANGE_0]
    serial_name = _encoded(serial_oid)
    if serial_name is not None:
        asked.append(serial_name)
    requests, started = session.requests, time.monotonic()
    found = await session.get(asked)
    elapsed = time.monotonic() - started
    uptime = found.get(SYS_UPTIME_0)
    return Greeting(
        uptime_ticks=None if uptime is None else read_uptime(uptime),
        sysname=values.string(found.get(_SYS_NAME_0)) or "",
        serial=(values.string(found.get(serial_name)) or "") if serial_name is not None else "",
        last_change=values.integer(found.get(_IF_TABLE_LAST_CHANGE_0)),
        rtt_s=elapsed,
        attempts=session.requests - requests,
    )


def _encoded(serial_oid: str) -> bytes | None:
    if not serial_oid:
        return None
    try:
        return ber.encode_oid(oids.parse(serial_oid))
    except ValueError:
        return None


def mismatch(known: Identity | None, observed: Identity) -> str:
    """Return why this is not the device we know, or "" when nothing speaks against it.

    Only marks that both sides have are compared: the serial number, and the host part of the system name without
    regard to case. A matching serial outweighs a changed name.
    """
    if known is None:
        return ""
    if known.serial.strip() and observed.serial.strip():
        if known.serial.strip() == observed.serial.strip():
            return ""
        return f"serial is {observed.serial!r}, known is {known.serial!r}"
    ours, theirs = _host(known.sysname), _host(observed.sysname)
    if ours and theirs and ours != theirs:
        return f"system name is {observed.sysname!r}, known is {known.sysname!r}"
    return ""


def _host(name: str) -> str:
    stripped = name.strip().rstrip(".").lower()
    try:
        ipaddress.ip_address(stripped)
    except ValueError:
        return stripped.partition(".")[0]
    return stripped
