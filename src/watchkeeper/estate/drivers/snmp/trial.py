"""A platform file tried on a live device: is it recognised, what do its tables give, what does it leave unread."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from watchkeeper.estate.drivers.platforms.registry import PlatformRegistry
from watchkeeper.estate.drivers.protocol import Outcome, SnmpCredential
from watchkeeper.estate.drivers.snmp.connect import Connector
from watchkeeper.estate.drivers.snmp.describe import SECTIONS, read, read_system, recognise, report_of, wanted_for
from watchkeeper.estate.drivers.snmp.failures import SnmpError
from watchkeeper.estate.drivers.snmp.offered import Offer, read_tree, unread
from watchkeeper.estate.drivers.snmp.report import DeviceReport
from watchkeeper.estate.drivers.snmp.sections.identity import SYSTEM
from watchkeeper.estate.drivers.snmp.session import Policy, Session
from watchkeeper.estate.drivers.snmp.yields import Yield, yields


@dataclass(frozen=True, slots=True)
class Trial:
    """What the device gave. ``recognised`` is the platform that would be chosen; ``report`` is by the file's.

    ``cut`` says why the tree of the agent was not walked to its end.
    """

    recognised: str
    report: DeviceReport
    yields: tuple[Yield, ...] = ()
    unread: tuple[Offer, ...] = ()
    cut: tuple[str, ...] = field(default=())


async def attempt(
    host: str,
    port: int,
    credential: SnmpCredential,
    registry: PlatformRegistry,
    platform: str,
    *,
    policy: Policy,
    budget_s: float,
    progress: Callable[[str], None] = lambda _: None,
) -> Trial:
    """Try a platform on a device. Never raises for what the device or the network does: see ``Trial.report``."""
    connector = Connector(sockets=1)
    try:
        transport = await connector.connect(host, port, credential)
        session = Session(transport, policy, deadline=time.monotonic() + budget_s)
        return await _attempt(session, registry, platform, progress)
    except SnmpError as failure:
        return Trial("", DeviceReport(failure.outcome, failure.reason))
    finally:
        connector.close()


async def _attempt(session: Session, registry: PlatformRegistry, name: str, progress: Callable[[str], None]) -> Trial:
    progress("asking who it is")
    facts = await read_system(session)
    chosen = await recognise(session, facts, registry)
    platform = registry.platform(name)
    progress(f"reading tables of {platform.title}")
    wanted = wanted_for(platform, SECTIONS)
    facts = await read(session, platform, SECTIONS, facts)
    report = report_of(facts, platform)
    if report.outcome not in {Outcome.OK, Outcome.PARTIAL}:
        return Trial(chosen.name, report)
    progress("walking what else there is")
    tree = await read_tree(session)
    left = unread(tree, {*wanted.columns, *facts.columns}, {*wanted.scalars, *SYSTEM})
    return Trial(chosen.name, report, tuple(yields(facts, platform)), tuple(left), tree.reasons)
