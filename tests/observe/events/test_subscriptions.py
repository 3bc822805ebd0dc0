"""News of identities become events of the device."""

import pytest

from watchkeeper.core.database import Database
from watchkeeper.core.http.paging import ListQuery
from watchkeeper.core.outbox import publish
from watchkeeper.core.outbox.relay import Relay
from watchkeeper.core.tasks import TaskRegistry
from watchkeeper.estate.inventory.events import IDENTITY_CHANGED
from watchkeeper.observe.events.repository import EventFilter
from watchkeeper.observe.events.service import EventService
from watchkeeper.observe.events.subscriptions import build_subscriptions, identity_event


def news(before: str, after: str) -> dict[str, object]:
    return {
        "device_id": 7,
        "device_name": "core-1",
        "from_state": before,
        "to_state": after,
        "reason": "serial is 'B', known is 'A'",
        "at": "2026-03-01T12:00:00Z",
    }


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("verified", "mismatch", "identity_mismatch"),
        ("mismatch", "verified", "identity_restored"),
        ("mismatch", "unverified", "identity_restored"),
        ("unverified", "verified", None),
    ],
)
def test_which_changes_of_identity_are_events(before: str, after: str, kind: str | None) -> None:
    event = identity_event(news(before, after))
    assert (event and str(event.kind)) == kind


async def test_a_mismatch_that_is_delivered_twice_is_one_event(database: Database) -> None:
    service = EventService()
    relay = Relay(database, registry=TaskRegistry(), subscriptions=build_subscriptions(service))
    for _ in range(2):
        async with database.transaction() as session:
            await publish(session, IDENTITY_CHANGED, news("verified", "mismatch"), key="device:7")
        await relay.drain()
    async with database.reading() as session:
        [event], _ = await service.list_events(session, EventFilter(), ListQuery())
    assert (event.kind, event.severity, event.device_name) == ("identity_mismatch", "critical", "core-1")
