"""Health at the API's border."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from watchkeeper.understand.health.assessment import Assessment, HealthState
from watchkeeper.understand.health.group import Counts, Member, count
from watchkeeper.understand.health.link import LinkFacts
from watchkeeper.understand.health.looking import Group, Look
from watchkeeper.understand.health.telling import Made, SaidView, Words, said_view
from watchkeeper.understand.health.trend import Point, Trend, trends

Kind = Literal["device", "site", "pool", "network"]


class EvidenceView(BaseModel):
    """One fact behind a score."""

    model_config = ConfigDict(from_attributes=True)

    kind: str = Field(description="Where it is kept: state, series, anomaly, alert, link, device, site or pool.")
    reference: str = Field(description="Its number or name there.")
    text: Words
    said: Made


class ContributionView(BaseModel):
    """One part of a score."""

    model_config = ConfigDict(from_attributes=True)

    name: str
    weight: float
    share: float = Field(description="Its part of all that is known, 0..1; 0 when it is not known itself.")
    score: float | None = Field(description="0..100; null: not known.")
    text: Words
    said: Made
    evidence: list[EvidenceView]


class GateView(BaseModel):
    """A fact that the score cannot rise above."""

    model_config = ConfigDict(from_attributes=True)

    name: str
    at_most: float
    text: Words
    said: Made
    evidence: list[EvidenceView]


class HealthBrief(BaseModel):
    """How well a subject is."""

    state: HealthState
    score: float | None = Field(description="0..100; null exactly when the state is unknown.")
    coverage: float = Field(description="Share of the weights that are known, 0..1.")
    reason: str = Field(description="What costs most, or why it is unknown; empty when there is nothing to say.")
    said: SaidView | None = Field(description="What the reason was made of; null where it is just a text.")


class HealthDetail(HealthBrief):
    """How well a subject is, unfolded to the evidence."""

    ungated: float | None = Field(description="What the contributions alone would give.")
    contributions: list[ContributionView]
    gates: list[GateView]


class TrendView(BaseModel):
    """Where the score goes over a window (1h, 24h, 7d)."""

    model_config = ConfigDict(from_attributes=True)

    window: str
    direction: str = Field(description="rising, falling, steady or unknown.")
    change: float | None = Field(description="Points over the whole window by the robust slope; null: not known.")
    known: float = Field(description="Share of the window with a score, 0..1.")


class CountsView(BaseModel):
    """Members by state."""

    model_config = ConfigDict(from_attributes=True)

    healthy: int
    warning: int
    critical: int
    unknown: int
    maintenance: int


class MemberView(BaseModel):
    """A device in brief."""

    id: int
    name: str
    weight: float
    redundancy: str = Field(description="The tag it shares with its stand-ins, else empty.")
    in_maintenance: bool
    health: HealthBrief


class GroupView(BaseModel):
    """A site, a service (pool) or the network in brief."""

    kind: Kind
    id: int = Field(description="0 for the network.")
    name: str
    members: CountsView
    health: HealthBrief


class GroupDetail(BaseModel):
    """A site, a service (pool) or the network, unfolded."""

    kind: Kind
    id: int
    name: str
    members: CountsView
    devices: list[MemberView]
    health: HealthDetail
    trends: list[TrendView]


class DeviceHealthView(BaseModel):
    """A device, unfolded."""

    id: int
    name: str
    weight: float
    redundancy: str
    in_maintenance: bool
    health: HealthDetail
    trends: list[TrendView]


class LinkHealthView(BaseModel):
    """A link of the map between two watched devices."""

    key: str
    a: str
    a_interface: str
    b: str
    b_interface: str
    health: HealthDetail


class HealthTree(BaseModel):
    """Everything in sight: the network, its sites and services, each in brief."""

    at: datetime
    network: GroupView
    sites: list[GroupView]
    services: list[GroupView]
    links: CountsView


class HistoryPoint(BaseModel):
    """A score as it was from a moment on; null: unknown."""

    model_config = ConfigDict(from_attributes=True)

    at: datetime
    state: str
    score: float | None
    coverage: float


class HistoryView(BaseModel):
    """What was recorded of a subject. A point holds until the next one, at most 90 minutes."""

    points: list[HistoryPoint]


def brief(one: Assessment) -> HealthBrief:
    """Return an assessment in brief."""
    return HealthBrief(
        state=one.state,
        score=rounded(one.score),
        coverage=round(one.coverage, 4),
        reason=str(one.reason),
        said=said_view(one.reason),
    )


def detail(one: Assessment) -> HealthDetail:
    """Return an assessment with all that it follows from."""
    return HealthDetail(
        **dict(brief(one)),
        ungated=rounded(one.ungated),
        contributions=[ContributionView.model_validate(each) for each in one.contributions],
        gates=[GateView.model_validate(each) for each in one.gates],
    )


def rounded(score: float | None) -> float | None:
    """Return a score with one decimal."""
    return None if score is None else round(score, 1)


def member_view(one: Member) -> MemberView:
    """Return a device in brief."""
    return MemberView(
        id=one.id,
        name=one.name,
        weight=one.weight,
        redundancy=one.redundancy,
        in_maintenance=one.in_maintenance,
        health=brief(one.assessment),
    )


def group_view(one: Group) -> GroupView:
    """Return a group in brief."""
    kind: Kind = one.kind  # type: ignore[assignment]  # one of them by construction
    return GroupView(
        kind=kind,
        id=one.id,
        name=one.name,
        members=counts_view(one.members),
        health=brief(one.assessment),
    )


def counts_view(members: Iterable[Member]) -> CountsView:
    """Return members by state."""
    return CountsView.model_validate(count(members))


def group_detail(one: Group, points: Sequence[Point], now: datetime) -> GroupDetail:
    """Return a group unfolded, its worst devices first."""
    ordered = sorted(one.members, key=worst_first)
    return GroupDetail(
        **group_view(one).model_dump(exclude={"health"}),
        devices=[member_view(each) for each in ordered],
        health=detail(one.assessment),
        trends=trend_views(trends(points, now)),
    )


def worst_first(one: Member) -> tuple[float, str]:
    """Return the sort key that puts what is worst first, and what is unknown before what is well."""
    score = one.assessment.score
    return (89.9 if score is None else score, one.name)


def device_view(one: Member, points: Sequence[Point], now: datetime) -> DeviceHealthView:
    """Return a device unfolded."""
    return DeviceHealthView(
        **member_view(one).model_dump(exclude={"health"}),
        health=detail(one.assessment),
        trends=trend_views(trends(points, now)),
    )


def link_view(facts: LinkFacts, one: Assessment) -> LinkHealthView:
    """Return a link unfolded."""
    return LinkHealthView(
        key=facts.key,
        a=facts.a.device,
        a_interface=facts.a.interface,
        b=facts.b.device,
        b_interface=facts.b.interface,
        health=detail(one),
    )


def trend_views(found: Sequence[Trend]) -> list[TrendView]:
    """Return trends for the border."""
    return [TrendView.model_validate(one) for one in found]


def tree(seen: Look, now: datetime) -> HealthTree:
    """Return everything in brief."""
    states = Counts(**_link_counts(seen))
    return HealthTree(
        at=now,
        network=group_view(seen.network),
        sites=[group_view(one) for one in seen.sites],
        services=[group_view(one) for one in seen.services],
        links=CountsView.model_validate(states),
    )


def _link_counts(seen: Look) -> dict[str, int]:
    found: dict[str, int] = {}
    for _, assessment in seen.links:
        found[assessment.state.value] = found.get(assessment.state.value, 0) + 1
    return found
