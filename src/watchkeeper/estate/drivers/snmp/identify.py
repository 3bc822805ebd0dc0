"""Who answers at an address: system group, platform, serial number and the other marks of identity."""

import time
from dataclasses import dataclass, field
from typing import Final

from watchkeeper.estate.drivers.platforms.registry import PlatformRegistry
from watchkeeper.estate.drivers.protocol import Identity, Outcome, SnmpCredential
from watchkeeper.estate.drivers.snmp import values
from watchkeeper.estate.drivers.snmp.connect import Connector
from watchkeeper.estate.drivers.snmp.describe import read, read_system, recognise
from watchkeeper.estate.drivers.snmp.facts import Facts, Wanted
from watchkeeper.estate.drivers.snmp.failures import SnmpError
from watchkeeper.estate.drivers.snmp.report import IdentityReport
from watchkeeper.estate.drivers.snmp.sections.entity import EntityTree
from watchkeeper.estate.drivers.snmp.sections.identity import identity
from watchkeeper.estate.drivers.snmp.session import Policy, Session
from watchkeeper.kit.oid import Oid
from watchkeeper.kit.text import NO_MAC

_ENGINE_ID: Final[Oid] = (1, 3, 6, 1, 6, 3, 10, 2, 1, 1, 0)
_BRIDGE_ADDRESS: Final[Oid] = (1, 3, 6, 1, 2, 1, 17, 1, 1, 0)
_LLDP_CHASSIS_SUBTYPE: Final[Oid] = (1, 0, 8802, 1, 1, 2, 1, 3, 1, 0)
_LLDP_CHASSIS: Final[Oid] = (1, 0, 8802, 1, 1, 2, 1, 3, 2, 0)
_MAC_SUBTYPE: Final = 4
_MARKS: Final = (_ENGINE_ID, _BRIDGE_ADDRESS, _LLDP_CHASSIS_SUBTYPE, _LLDP_CHASSIS)


@dataclass(frozen=True, slots=True)
class Identified:
    """What was learned. With an ``outcome`` other than OK nothing was, and ``reason`` says why.

    ``serial_oid`` is the instance that holds the serial number: reading it again is the cheapest identity check.
    """

    outcome: Outcome
    reason: str = ""
    identity: Identity = field(default_factory=Identity)
    report: IdentityReport = field(default_factory=IdentityReport)
    platform: str = ""
    serial_oid: str = ""
    rtt_s: float | None = None


async def identify(session: Session, registry: PlatformRegistry) -> Identified:
    """Ask the device who it is. Never raises for what the device does."""
    started = time.monotonic()
    try:
        facts = await read_system(session)
        rtt_s = time.monotonic() - started
        platform = await recognise(session, facts, registry)
        marks = Wanted()
        marks.add("identity", _MARKS)
        facts = await read(session, platform, ["identity"], facts, also=marks)
    except SnmpError as failure:
        return Identified(failure.outcome, failure.reason)
    report, serial_oid = identity(facts, platform, EntityTree(facts))
    who = Identity(
        sysname=report.sysname or "",
        serial=report.serial or "",
        chassis_mac=_chassis_mac(facts),
        engine_id=(values.octets(facts.scalar(_ENGINE_ID)) or b"").hex(),
        sys_object_id=report.sys_object_id,
        sys_descr=report.sys_descr,
    )
    return Identified(Outcome.OK, "", who, report, platform.name, serial_oid, rtt_s)


async def identify_at(
    connector: Connector,
    address: str,
    port: int,
    credential: SnmpCredential,
    registry: PlatformRegistry,
    policy: Policy,
) -> Identified:
    """As :func:`identify`, for an address."""
    try:
        transport = await connector.connect(address, port, credential)
    except SnmpError as failure:
        return Identified(failure.outcome, failure.reason)
    return await identify(Session(transport, policy), registry)


def _chassis_mac(facts: Facts) -> str:
    if values.integer(facts.scalar(_LLDP_CHASSIS_SUBTYPE)) == _MAC_SUBTYPE:
        found = values.mac(facts.scalar(_LLDP_CHASSIS))
        if found is not None and found != NO_MAC:
            return found
    bridge = values.mac(facts.scalar(_BRIDGE_ADDRESS))
    return bridge if bridge is not None and bridge != NO_MAC else ""
