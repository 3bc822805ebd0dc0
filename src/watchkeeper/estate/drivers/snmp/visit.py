"""One device, one visit, one report: opening and closing what that takes, and remembering what lasts of it."""

import time
from collections.abc import Iterable
from dataclasses import replace

from watchkeeper.estate.drivers.platforms.definition import Platform
from watchkeeper.estate.drivers.platforms.registry import PlatformRegistry
from watchkeeper.estate.drivers.protocol import SnmpCredential
from watchkeeper.estate.drivers.snmp import values
from watchkeeper.estate.drivers.snmp.connect import Connector
from watchkeeper.estate.drivers.snmp.describe import (
    SECTIONS,
    Progress,
    describe,
    read,
    read_system,
    recognise,
    report_of,
    timing,
)
from watchkeeper.estate.drivers.snmp.facts import Facts
from watchkeeper.estate.drivers.snmp.failures import SnmpError
from watchkeeper.estate.drivers.snmp.profile import Device, Profile, profile_of
from watchkeeper.estate.drivers.snmp.report import DeviceReport
from watchkeeper.estate.drivers.snmp.sections.identity import SYS_UPTIME
from watchkeeper.estate.drivers.snmp.session import Policy, Session


async def visit(  # noqa: PLR0913  # a visit has many circumstances, all by name
    address: str,
    port: int,
    credential: SnmpCredential,
    registry: PlatformRegistry,
    *,
    connector: Connector | None = None,
    policy: Policy | None = None,
    budget_s: float | None = None,
    sections: Iterable[str] = SECTIONS,
    progress: Progress = lambda _: None,
    device: Device | None = None,
) -> DeviceReport:
    """Describe the device at ``address``. Never raises for what the device or the network does.

    ``connector`` shares sockets with other visits; without one the visit brings its own. ``sections`` are those of
    :data:`~watchkeeper.estate.drivers.snmp.describe.SECTIONS`; the system group is always read. With what is remembered
    of a ``device`` the visit is spared what cannot have changed, and adds what it learns.
    """
    own = connector is None
    connector = connector or Connector(sockets=1)
    try:
        transport = await connector.connect(address, port, credential)
        deadline = None if budget_s is None else time.monotonic() + budget_s
        session = Session(transport, policy, deadline=deadline)
        if device is None:
            return await describe(session, registry, sections, progress)
        return await visit_again(session, registry, frozenset(sections), device)
    except SnmpError as failure:
        return DeviceReport(failure.outcome, failure.reason)
    finally:
        if own:
            connector.close()


async def visit_again(
    session: Session, registry: PlatformRegistry, sections: frozenset[str], device: Device
) -> DeviceReport:
    """Describe a device of which something may be known. Never raises for what the device does."""
    started = time.monotonic()
    try:
        facts = await read_system(session)
        platform = await recognise(session, facts, registry)
    except SnmpError as failure:
        return DeviceReport(failure.outcome, failure.reason, timing=timing(session, started))
    profile = _profile(device, platform, facts)
    spared = profile.spares(sections)
    facts = await read(session, platform, sections - spared, facts, also=profile.proof() if spared else None)
    if spared and facts.failure is None and not profile.is_proven(facts):
        spared = frozenset()
        facts = await read(session, platform, sections, facts)
    report = report_of(facts, platform)
    profile.learn(facts, report, sections - spared)
    return replace(profile.completed(report, spared), timing=timing(session, started))


def _profile(device: Device, platform: Platform, facts: Facts) -> Profile:
    """What is known of a device; a new one where that was of another platform, or of before a restart."""
    ticks = values.integer(facts.scalar(SYS_UPTIME))
    profile = device.profile
    if profile is None or profile.platform is not platform or not profile.is_current(ticks):
        profile = device.profile = profile_of(platform, ticks)
    profile.uptime_ticks = ticks
    return profile
