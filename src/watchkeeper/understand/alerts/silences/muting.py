"""Why nobody is told about alerts: a silence that somebody began, or work that was planned."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.scope import scope_of
from watchkeeper.estate.maintenance.service import MaintenanceService
from watchkeeper.understand.alerts.models import AlertRow
from watchkeeper.understand.alerts.silences.service import SilenceService


@dataclass(frozen=True, slots=True)
class Mute:
    """What keeps an alert quiet, and until when.

    Who did it and why is None for accounts that are limited to a part of the network: silences and maintenance are the
    platform's.
    """

    kind: Literal["silence", "maintenance"]
    until: datetime
    number: int | None = None
    by: str | None = None
    reason: str | None = None


class Muting:
    """Tells alerts that people are not told about from others."""

    def __init__(self, silences: SilenceService, maintenance: MaintenanceService) -> None:
        self._silences = silences
        self._maintenance = maintenance

    async def of(self, session: AsyncSession, alerts: Sequence[AlertRow]) -> Mapping[int, Mute]:
        """Return what mutes open alerts, by their number; of several, what lasts longest."""
        lasting = [alert for alert in alerts if alert.open_fingerprint is not None]
        if not lasting:
            return {}
        found: dict[int, list[Mute]] = {}
        for row, numbers in await self._silences.covering(session, lasting):
            for number in numbers:
                mute = Mute("silence", row.ends_at, row.id, row.created_by, row.comment)
                found.setdefault(number, []).append(mute)
        for window, work in await self._maintenance.active(session):
            for alert in lasting:
                until = work.until(alert.entity)
                if until is not None:
                    mute = Mute("maintenance", until, window.id, window.created_by, window.name)
                    found.setdefault(alert.id, []).append(mute)
        whole = scope_of(session).everything
        longest = {number: max(mutes, key=lambda one: one.until) for number, mutes in found.items()}
        return longest if whole else {number: Mute(one.kind, one.until) for number, one in longest.items()}
