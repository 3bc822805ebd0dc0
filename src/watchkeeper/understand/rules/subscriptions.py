"""What rules listen to: events of devices."""

from collections.abc import Mapping

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.outbox import Subscription
from watchkeeper.kit.jsonable import JSON
from watchkeeper.observe.events.schemas import EventView
from watchkeeper.observe.events.service import RECORDED
from watchkeeper.understand.rules.expression.fields import EVENT
from watchkeeper.understand.rules.raising import RuleAlerts


def build_subscriptions(alerts: RuleAlerts) -> list[Subscription]:
    """Return the subscriptions of rules."""

    async def recorded(session: AsyncSession, payload: Mapping[str, JSON]) -> None:
        told = payload.get("events")
        events = [EventView.model_validate(one) for one in told] if isinstance(told, list) else []
        rules = await alerts.book.of(session, EVENT)
        await alerts.take_events(session, events, rules)

    return [Subscription(RECORDED, "rules.events_recorded", recorded)]
