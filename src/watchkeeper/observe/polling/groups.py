"""What is asked together and how often: groups of tables, each with its driver, its queue and its interval."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from watchkeeper.estate.inventory.targets import WatchedDevice
from watchkeeper.observe.polling.phase import slot_of
from watchkeeper.observe.polling.settings import PollingSettings
from watchkeeper.observe.polling.shards import LANE_WIDTH

SNMP, ICMP = "snmp", "icmp"


@dataclass(frozen=True, slots=True)
class TableGroup:
    """Tables that one contact asks for."""

    name: str
    driver: str
    tables: frozenset[str]


INTERFACES = TableGroup("interfaces", SNMP, frozenset({"interfaces"}))
ENVIRONMENT = TableGroup("environment", SNMP, frozenset({"sensors", "optics", "host"}))
REACHABILITY = TableGroup("reachability", ICMP, frozenset({"reachability"}))
REACHABILITY_SOFT = TableGroup("reachability_soft", ICMP, REACHABILITY.tables)
ONCE = TableGroup("once", SNMP, INTERFACES.tables | ENVIRONMENT.tables)
"""Outside of any schedule: a person asked, a device is new, or a ping says that something changed."""

GROUPS: Mapping[str, TableGroup] = {
    group.name: group for group in (INTERFACES, ENVIRONMENT, REACHABILITY, REACHABILITY_SOFT, ONCE)
}


@dataclass(frozen=True, slots=True)
class IntervalClass:
    """A group and the interval at which some devices get it: what one cycle is about."""

    group: TableGroup
    interval_s: int

    @property
    def interval(self) -> timedelta:
        """The interval as a duration."""
        return timedelta(seconds=self.interval_s)

    @property
    def first_number(self) -> int:
        """The number of the class's first shard. Classes never share numbers: the series store tells shards by them."""
        return (self.interval_s * len(GROUPS) + list(GROUPS).index(self.group.name)) * 2 * LANE_WIDTH

    def slot(self, now: datetime) -> datetime:
        """Return the slot that ``now`` lies in."""
        return slot_of(now, self.interval)


def classes_of(
    devices: Iterable[WatchedDevice], soft: Iterable[int], settings: PollingSettings
) -> dict[IntervalClass, list[int]]:
    """Return the devices of every class that has any. ``soft`` are those whose reachability is in doubt."""
    classes: dict[IntervalClass, list[int]] = {}
    environment = IntervalClass(ENVIRONMENT, settings.environment_interval_s)
    everything = []
    for device in devices:
        everything.append(device.device_id)
        if device.driver == SNMP:
            classes.setdefault(IntervalClass(INTERFACES, device.interval_s), []).append(device.device_id)
            classes.setdefault(environment, []).append(device.device_id)
    reachability = settings.reachability
    if reachability.enabled and everything:
        classes[IntervalClass(REACHABILITY, reachability.interval_s)] = everything
        doubtful = sorted(set(soft) & set(everything))
        if doubtful:
            classes[IntervalClass(REACHABILITY_SOFT, reachability.soft_interval_s)] = doubtful
    return classes
