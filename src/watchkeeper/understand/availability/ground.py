"""What timelines are made on: the devices with their lines, their maintenance, and when nobody asked them."""

import asyncio
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.estate.inventory.absences import Absence, Knowledge
from watchkeeper.estate.inventory.service import InventoryService
from watchkeeper.estate.inventory.standing import Standing
from watchkeeper.estate.maintenance.service import MaintenanceService
from watchkeeper.estate.maintenance.windows import Span as Window
from watchkeeper.observe.events.repository import StateEvent
from watchkeeper.observe.events.service import EventService
from watchkeeper.understand.availability.intervals import Spans, State, Timeline, cut
from watchkeeper.understand.availability.periods import Period
from watchkeeper.understand.availability.reading import (
    DEVICE_KINDS,
    by_device,
    covered,
    device_line,
    device_state,
    unknown_times,
)

_FOREVER = float("inf")


@dataclass(frozen=True, slots=True)
class Ground:
    """``raw`` and ``lines`` are the lines of devices before and after maintenance is cut out.

    ``work`` is the maintenance of devices; ``without_data``: when their ports told nothing, in seconds.
    """

    devices: Mapping[int, Standing]
    raw: Mapping[int, Timeline]
    lines: Mapping[int, Timeline]
    work: Mapping[int, Sequence[Window]]
    without_data: Mapping[int, Spans]

    def told_of(self, number: int) -> bool:
        """Return whether a device belongs into a report: it is watched, or something is known of it."""
        return self.devices[number].enabled or any(span.state is not State.UNKNOWN for span in self.raw[number])

    def together(self, ends: Iterable[tuple[int, Timeline]]) -> list[Timeline]:
        """Return the lines of several devices, or of ports of theirs, to be taken as one.

        A device that has been switched off for good does not make the others unknown: it is left out from its last
        contact on, unless no other is left.
        """
        known = [(self.devices[number], line) for number, line in ends]
        if not any(device.enabled for device, _ in known):
            return [line for _, line in known]
        return [line if device.enabled else cut(line, [(_left_at(device), _FOREVER)]) for device, line in known]


def _left_at(device: Standing) -> float:
    return -_FOREVER if device.last_polled_at is None else device.last_polled_at.timestamp()


@dataclass(frozen=True, slots=True)
class Surveyor:
    """Reads the ground of a period from the slices that know it."""

    inventory: InventoryService
    maintenance: MaintenanceService
    events: EventService

    async def survey(self, session: AsyncSession, period: Period, only: Collection[int] | None) -> Ground:
        """Return the ground of ``period`` (of the devices ``only``, or of all)."""
        devices = {one.device_id: one for one in await self.inventory.standings(session, only)}
        changes = by_device(await self.events.state_changes(session, DEVICE_KINDS, period.start, only))
        absences = await self.inventory.absences(session, list(devices.values()), period.start)
        work = await self.maintenance.spans(session, devices.keys(), period.start, period.end)
        raw = await asyncio.to_thread(_lines, devices, changes, absences, period)
        return Ground(
            devices,
            raw,
            {number: cut(line, covered(work, number)) for number, line in raw.items()},
            work,
            unknown_times(absences, Knowledge.DATA),
        )


def _lines(
    devices: Mapping[int, Standing],
    changes: Mapping[int, Sequence[StateEvent]],
    absences: Sequence[Absence],
    period: Period,
) -> dict[int, Timeline]:
    absent = unknown_times(absences, Knowledge.CONTACT)
    start, end = period.start.timestamp(), period.end.timestamp()
    found = {}
    for number, one in devices.items():
        unborn = [] if one.created_at is None else [(-_FOREVER, one.created_at.timestamp())]
        unasked = [*absent.get(number, ()), *unborn]
        found[number] = device_line(
            changes.get(number, ()), device_state(one.state), one.state_since, unasked, start, end
        )
    return found
