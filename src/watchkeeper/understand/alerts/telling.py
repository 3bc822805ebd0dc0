"""Telling open pages that incidents changed."""

from collections.abc import Collection

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.live import About, announce
from watchkeeper.understand.alerts import repository
from watchkeeper.understand.alerts.announcements import LIVE_TOPIC


async def announce_incidents(session: AsyncSession, ids: Collection[int]) -> None:
    """Tell open pages which incidents changed; people of a limited scope hear of those they may see.

    These are the incidents whose every alert is of a device in their scope. One event goes out for each set of
    devices; what is not about devices of ours goes to people without a limit.
    """
    if not ids:
        return
    await session.flush()
    devices = await repository.devices_of_incidents(session, ids)
    together: dict[tuple[int, ...], list[int]] = {}
    for number in sorted(ids):
        together.setdefault(about_incident(devices.get(number, set())).devices, []).append(number)
    for known, numbers in together.items():
        await announce(session, LIVE_TOPIC, "incidents.changed", {"ids": list(numbers)}, about=About(known))


def about_incident(devices: Collection[int]) -> About:
    """Return whom an incident of these devices concerns; 0 stands for an object that is no device of ours."""
    return About(tuple(sorted(devices)) if 0 not in devices else ())
