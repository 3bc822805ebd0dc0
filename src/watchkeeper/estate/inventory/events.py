"""What the inventory announces: to open pages (live topics) and to other slices (outbox topics)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.live import About, about_device, about_each, announce
from watchkeeper.core.outbox import publish
from watchkeeper.estate.inventory.chunks import in_chunks
from watchkeeper.estate.inventory.reachability import StateTransition
from watchkeeper.kit.jsonable import JSON

DEVICES = "devices"
"""Live topic of the whole inventory."""
IDENTITY_CHANGED = "inventory.identity_changed"
"""Outbox topic: {device_id, device_name, from_state, to_state, reason, at}."""
DEVICE_DELETED = "inventory.device_deleted"
"""Outbox topic: {device_id, device_name, at}."""

MOST_IN_ONE_EVENT = 500


@dataclass(frozen=True, slots=True)
class IdentityTransition:
    """The sureness about who a device is changed."""

    device_id: int
    device_name: str
    from_state: str
    to_state: str
    at: datetime
    reason: str

    def to_json(self) -> dict[str, JSON]:
        """Return the transition as it is published."""
        return {
            "device_id": self.device_id,
            "device_name": self.device_name,
            "from_state": self.from_state,
            "to_state": self.to_state,
            "reason": self.reason,
            "at": iso(self.at),
        }


def iso(moment: datetime) -> str:
    """Return ``moment`` (UTC) as ISO 8601 with a Z."""
    return moment.isoformat().replace("+00:00", "Z")


def device_topic(device_id: int) -> str:
    """Return the live topic of one device."""
    return f"device:{device_id}"


async def device_changed(
    session: AsyncSession, device_id: int, event: str, data: dict[str, JSON], *, groups: About | None = None
) -> None:
    """Announce that one device was created, changed, deleted or accepted. ``groups`` are those of one that is gone."""
    body, about = {"id": device_id, **data}, groups or about_device(device_id)
    await announce(session, DEVICES, event, body, about=about)
    await announce(session, device_topic(device_id), event, body, about=about)


async def device_deleted(session: AsyncSession, device_id: int, name: str, at: datetime) -> None:
    """Tell other slices that a device is gone."""
    body: dict[str, JSON] = {"device_id": device_id, "device_name": name, "at": iso(at)}
    await publish(session, DEVICE_DELETED, body, key=device_topic(device_id))


async def group_changed(session: AsyncSession, event: str, group_id: int, name: str) -> None:
    """Announce a change of a site or pool: lists of devices may look different."""
    which = frozenset({group_id})
    about = About(sites=which) if event.startswith("site.") else About(pools=which)
    await announce(session, DEVICES, event, {"id": group_id, "name": name}, about=about)


async def states_changed(session: AsyncSession, transitions: Sequence[StateTransition]) -> None:
    """Announce devices that went up, down or unknown: each on its own topic, and all together on ``devices``."""
    changes: list[dict[str, JSON]] = [
        {
            "id": transition.device_id,
            "name": transition.device_name,
            "from": transition.from_state,
            "to": transition.to_state,
            "reason": transition.reason,
            "at": iso(transition.at),
        }
        for transition in transitions
    ]
    for some in in_chunks(changes, MOST_IN_ONE_EVENT):
        about = about_each("changes", [int(str(change["id"])) for change in some])
        await announce(session, DEVICES, "devices.state_changed", {"changes": some}, about=about)
    for transition, change in zip(transitions, changes, strict=True):
        await announce(
            session,
            device_topic(transition.device_id),
            "device.state_changed",
            change,
            about=about_device(transition.device_id),
        )


async def contacts_recorded(session: AsyncSession, device_ids: Sequence[int], at: datetime) -> None:
    """Announce that devices were polled, so that pages which show them fetch the new state."""
    for some in in_chunks(device_ids, MOST_IN_ONE_EVENT):
        await announce(
            session, DEVICES, "devices.polled", {"ids": list(some), "at": iso(at)}, about=about_each("ids", some)
        )


async def facts_recorded(session: AsyncSession, device_ids: Sequence[int], at: datetime) -> None:
    """Announce that what is known of devices or their interfaces changed."""
    for some in in_chunks(device_ids, MOST_IN_ONE_EVENT):
        await announce(
            session, DEVICES, "devices.facts_changed", {"ids": list(some), "at": iso(at)}, about=about_each("ids", some)
        )
    for device_id in device_ids:
        body: dict[str, JSON] = {"id": device_id, "at": iso(at)}
        await announce(session, device_topic(device_id), "device.facts_changed", body, about=about_device(device_id))


async def identities_changed(session: AsyncSession, transitions: Sequence[IdentityTransition]) -> None:
    """Announce and publish devices whose identity became verified, unverified or a mismatch."""
    for transition in transitions:
        body = transition.to_json()
        await device_changed(session, transition.device_id, "device.identity_changed", body)
        await publish(session, IDENTITY_CHANGED, body, key=device_topic(transition.device_id))
