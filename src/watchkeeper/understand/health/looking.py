"""Everything that health is made of at one moment, put together: devices, links, sites, services, the network. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from watchkeeper.estate.inventory.standing import Standing
from watchkeeper.understand.health.assessment import Assessment, HealthState
from watchkeeper.understand.health.device import DeviceFacts, Finding, device_health
from watchkeeper.understand.health.group import Member, group_health, redundancy_of, weight_of
from watchkeeper.understand.health.link import LinkEnd, LinkFacts, link_health
from watchkeeper.understand.health.measures import NOTHING, Measures

NETWORK = "network"


@dataclass(frozen=True, slots=True)
class Joined:
    """A link of the map between two watched devices, by their names."""

    key: str
    state: str
    a: tuple[str, str]
    b: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Known:
    """What is kept about the health of subjects: measures with their moment by device, last states by subject."""

    measures: Mapping[int, tuple[datetime | None, Measures]] = field(default_factory=dict)
    states: Mapping[str, HealthState] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Estate:
    """What exists: devices, sites and services (pools) with their names, members and links; all as one sees them."""

    devices: Sequence[Standing]
    sites: Mapping[int, str] = field(default_factory=dict)
    services: Mapping[int, tuple[str, Collection[int]]] = field(default_factory=dict)
    links: Sequence[Joined] = ()
    findings: Mapping[int, Sequence[Finding]] = field(default_factory=dict)
    under_work: Mapping[int, datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Group:
    """A site, a service or the network with its members and its health."""

    kind: str
    id: int
    name: str
    members: tuple[Member, ...]
    assessment: Assessment

    @property
    def subject(self) -> str:
        """The name that its history is kept under."""
        return NETWORK if self.kind == NETWORK else f"{self.kind}:{self.id}"


@dataclass(frozen=True, slots=True)
class Look:
    """The health of everything in an estate."""

    devices: Mapping[int, Member]
    sites: Sequence[Group]
    services: Sequence[Group]
    network: Group
    links: Sequence[tuple[LinkFacts, Assessment]]


def look(estate: Estate, known: Known, weights: dict[str, float], now: datetime) -> Look:
    """Return the health of everything. ``weights`` is how much a device with a tag counts."""
    members = {one.device_id: _member(one, estate, known, weights, now) for one in estate.devices}
    watched = {one.device_id for one in estate.devices if one.enabled}
    at_site: dict[int | None, list[Member]] = {}
    for one in estate.devices:
        if one.enabled:
            at_site.setdefault(one.site_id, []).append(members[one.device_id])
    sites = [_group("site", number, name, at_site.get(number, []), known) for number, name in estate.sites.items()]
    services = [
        _group("pool", number, name, [members[i] for i in sorted(ids) if i in watched], known)
        for number, (name, ids) in estate.services.items()
    ]
    network = _group(NETWORK, 0, NETWORK, [members[one.device_id] for one in estate.devices if one.enabled], known)
    return Look(members, sites, services, network, _links(estate, known))


def device_subject(device_id: int) -> str:
    """Return the name that a device's history is kept under."""
    return f"device:{device_id}"


def link_subject(key: str) -> str:
    """Return the name that a link's history is kept under."""
    return f"link:{key}"


def _member(one: Standing, estate: Estate, known: Known, weights: dict[str, float], now: datetime) -> Member:
    measured_at, measures = known.measures.get(one.device_id, (None, NOTHING))
    findings = tuple(estate.findings.get(one.device_id, ()))
    facts = DeviceFacts(one, measures, measured_at, findings)
    return Member(
        kind="device",
        id=one.device_id,
        name=one.name,
        assessment=device_health(facts, now, known.states.get(device_subject(one.device_id))),
        weight=weight_of(one.tags, weights),
        redundancy=redundancy_of(one.tags),
        in_maintenance=one.device_id in estate.under_work,
    )


def _group(kind: str, number: int, name: str, members: Sequence[Member], known: Known) -> Group:
    subject = NETWORK if kind == NETWORK else f"{kind}:{number}"
    return Group(kind, number, name, tuple(members), group_health(members, known.states.get(subject)))


def _links(estate: Estate, known: Known) -> list[tuple[LinkFacts, Assessment]]:
    by_name = {one.name: one for one in estate.devices}
    found = []
    for joined in estate.links:
        if joined.a[0] in by_name and joined.b[0] in by_name:
            ends = [_end(by_name[device], port, estate, known) for device, port in (joined.a, joined.b)]
            facts = LinkFacts(joined.key, joined.state, ends[0], ends[1])
            found.append((facts, link_health(facts, known.states.get(link_subject(joined.key)))))
    return found


def _end(device: Standing, port: str, estate: Estate, known: Known) -> LinkEnd:
    _, measures = known.measures.get(device.device_id, (None, NOTHING))
    open_here = tuple(one for one in estate.findings.get(device.device_id, ()) if port and one.object == port)
    return LinkEnd(device.name, port, measures.ends.get(port), open_here, device.state)
