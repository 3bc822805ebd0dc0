"""Messages to people inside of the platform: each has an inbox of their own, as far as their scope goes."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Final, Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.act.notifications import repository
from watchkeeper.act.notifications.errors import InboxItemNotFoundError, InvalidChannelError
from watchkeeper.act.notifications.models import InboxItem
from watchkeeper.act.notifications.sending import Message
from watchkeeper.core.http.paging import ListQuery, paginate
from watchkeeper.core.live import About, announce
from watchkeeper.kit.clock import Clock
from watchkeeper.understand.alerts.service import AlertService

LIVE_TOPIC: Final = "inbox"
"""Live topic; its event ``inbox.changed`` says that somebody's inbox changed, not whose."""
SORTABLE: dict[str, Any] = {"created_at": InboxItem.created_at, "severity": InboxItem.severity}
_EVERYBODY: Final = ListQuery(limit=100_000)
_PERSON: Final = "person"


class People(Protocol):
    """Knows the accounts; the accounts slice implements it."""

    async def list_users(self, session: AsyncSession, query: ListQuery) -> tuple[Sequence[Any], int]:
        """Return accounts with ``id``, ``name``, ``kind`` and ``enabled``, and how many there are."""
        ...


class Inbox:
    """Puts messages into inboxes, and shows people their own."""

    def __init__(self, people: People, alerts: AlertService, clock: Clock) -> None:
        self._people = people
        self._alerts = alerts
        self._clock = clock

    async def check(self, session: AsyncSession, config: Mapping[str, str]) -> None:
        """Raise InvalidChannelError for a name that nobody has."""
        known = {one.name.casefold() for one in await self._persons(session)}
        if strangers := [name for name in _names(config) if name.casefold() not in known]:
            raise InvalidChannelError(f"Nobody is called {', '.join(strangers)}.", hint="Names are those of logins.")

    async def post(self, session: AsyncSession, config: Mapping[str, str], message: Message) -> None:
        """Put a message into the inboxes that a channel is for; whoever has it already keeps it as it is."""
        wanted = {name.casefold() for name in _names(config)}
        persons = await self._persons(session)
        ids = {one.id for one in persons if not wanted or one.name.casefold() in wanted}
        for user_id in sorted(ids - await repository.holders(session, message.key)):
            session.add(InboxItem(
                user_id=user_id, key=message.key, incident_id=message.incident_id, happening=message.happening,
                severity=message.severity, subject=message.subject, body=message.body, created_at=self._clock(),
            ))  # fmt: skip
        await session.flush()
        about = About()
        if message.incident_id is not None:
            about = await self._alerts.devices_concerned(session, message.incident_id)
        await announce(session, LIVE_TOPIC, "inbox.changed", {}, about=about)

    async def items(
        self, session: AsyncSession, user_id: int, query: ListQuery, *, unread: bool
    ) -> tuple[Sequence[InboxItem], int]:
        """Return one page of somebody's messages, latest first, and how many there are."""
        statement = repository.inbox(user_id, unread=unread, search=query.q)
        return await paginate(session, statement, query, SORTABLE, "-created_at")

    async def unread(self, session: AsyncSession, user_id: int) -> int:
        """Return how many messages somebody has not read."""
        return await repository.unread(session, user_id)

    async def mark(self, session: AsyncSession, user_id: int, number: int, *, read: bool) -> InboxItem:
        """Mark one of somebody's messages as read or not. Raises InboxItemNotFoundError, for others' as well."""
        row = await repository.inbox_item(session, number)
        if row is None or row.user_id != user_id:
            raise InboxItemNotFoundError(f"There is no message {number} in your inbox.")
        if read != (row.read_at is not None):
            row.read_at = self._clock() if read else None
        return row

    async def mark_all(self, session: AsyncSession, user_id: int) -> None:
        """Mark all of somebody's messages as read."""
        await repository.read_all(session, user_id, self._clock())

    async def tidy(self, session: AsyncSession, keep: timedelta) -> None:
        """Forget messages that are older than ``keep``."""
        await repository.forget_inbox(session, self._clock() - keep)

    async def _persons(self, session: AsyncSession) -> list[Any]:
        users, _ = await self._people.list_users(session, _EVERYBODY)
        return [one for one in users if one.enabled and one.kind == _PERSON]


def _names(config: Mapping[str, str]) -> list[str]:
    return [name for part in config.get("people", "").split(",") if (name := part.strip())]
