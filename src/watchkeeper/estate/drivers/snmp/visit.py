"""One device, one visit, one report: opening and closing what that takes."""

import time
from collections.abc import Iterable

from watchkeeper.estate.drivers.platforms.registry import PlatformRegistry
from watchkeeper.estate.drivers.protocol import SnmpCredential
from watchkeeper.estate.drivers.snmp.connect import Connector
from watchkeeper.estate.drivers.snmp.describe import SECTIONS, Progress, describe
from watchkeeper.estate.drivers.snmp.failures import SnmpError
from watchkeeper.estate.drivers.snmp.report import DeviceReport
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
) -> DeviceReport:
    """Describe the device at ``address``. Never raises for what the device or the network does.

    ``connector`` shares sockets with other visits; without one the visit brings its own. ``sections`` are those of
    :data:`~watchkeeper.estate.drivers.snmp.describe.SECTIONS`; the system group is always read.
    """
    own = connector is None
    connector = connector or Connector(sockets=1)
    try:
        transport = await connector.connect(address, port, credential)
        deadline = None if budget_s is None else time.monotonic() + budget_s
        return await describe(Session(transport, policy, deadline=deadline), registry, sections, progress)
    except SnmpError as failure:
        return DeviceReport(failure.outcome, failure.reason)
    finally:
        if own:
            connector.close()
