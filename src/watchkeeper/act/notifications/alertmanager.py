"""Alerts to a Prometheus Alertmanager (``POST /api/v2/alerts``): what is open again and again, what is over once.

An Alertmanager keeps alerts in memory and takes one for over when it is not told again in time, so that all of them are
told anew at every push. It knows an alert by its labels: telling it twice changes nothing. What it was told is kept
here until it was told that it is over, so that neither a crash nor an outage loses an end.
"""

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.act.notifications import repository
from watchkeeper.act.notifications.audience import Audience
from watchkeeper.act.notifications.errors import NotDeliveredError
from watchkeeper.act.notifications.kinds import ALERTMANAGER
from watchkeeper.act.notifications.models import Channel, PushedAlert
from watchkeeper.act.notifications.sending import reaching
from watchkeeper.act.notifications.tasks import PUSH, Push
from watchkeeper.core.database import Database
from watchkeeper.core.egress.policy import EgressPolicy
from watchkeeper.core.egress.transport import egress_client
from watchkeeper.core.errors import WatchkeeperError
from watchkeeper.core.tasks import enqueue
from watchkeeper.core.telemetry import get_logger
from watchkeeper.kit.clock import Clock
from watchkeeper.kit.jsonable import JSON
from watchkeeper.understand.alerts.sources import for_alertmanager

PUSH_EVERY_S: Final = 60
ENDS_AFTER: Final = timedelta(seconds=5 * PUSH_EVERY_S)
"""An Alertmanager takes an alert for over when it heard nothing of it for so long."""
_AGAIN: Final = timedelta(seconds=PUSH_EVERY_S / 2)
_AT_ONCE: Final = 500
_OK: Final = 200
_log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Told:
    """An alert as an Alertmanager has it."""

    digest: str
    labels: dict[str, str]
    annotations: dict[str, str]
    starts_at: datetime


class OpensChannels(Protocol):
    """Unseals what is needed to use a channel."""

    def open(self, channel: Channel) -> dict[str, str]:
        """Return the channel's fields."""
        ...


def told_of(rows: Iterable[Any]) -> dict[str, Told]:
    """Return alerts (rows of alerts) by the digest of their labels; of the same labels the first."""
    found: dict[str, Told] = {}
    for row in rows:
        (form,) = for_alertmanager([(row.entity, row.kind, row.severity, row.summary, row.raised_at)])
        labels, annotations = _texts(form["labels"]), _texts(form["annotations"])
        digest = hashlib.sha256(json.dumps(labels, sort_keys=True).encode()).hexdigest()
        found.setdefault(digest, Told(digest, labels, {**annotations, "incident": str(row.incident_id)}, row.raised_at))
    return found


def document(told: Told, ends_at: datetime) -> dict[str, JSON]:
    """Return an alert as the API takes it; one that ends in the future is open until then."""
    return {
        "labels": dict(told.labels),
        "annotations": dict(told.annotations),
        "startsAt": told.starts_at.isoformat(),
        "endsAt": max(ends_at, told.starts_at).isoformat(),
    }


def _texts(value: object) -> dict[str, str]:
    assert isinstance(value, dict)  # noqa: S101  # as for_alertmanager gives it
    return {str(name): str(text) for name, text in value.items()}


def _authorization(config: Mapping[str, str]) -> dict[str, str]:
    """Return the header of a login: a token (RFC 6750), or a user with a password (RFC 7617)."""
    if config.get("token"):
        return {"Authorization": f"Bearer {config['token']}"}
    if config.get("user"):
        pair = f"{config['user']}:{config.get('password', '')}".encode()
        return {"Authorization": f"Basic {base64.b64encode(pair).decode()}"}
    return {}


class AlertmanagerClient:
    """Posts alerts, within a time and where the egress policy allows it."""

    def __init__(self, policy: EgressPolicy, timeout_s: float) -> None:
        self._policy = policy
        self._timeout_s = timeout_s

    async def post(self, config: Mapping[str, str], alerts: Sequence[Mapping[str, JSON]]) -> None:
        """Send alerts. Raises NotDeliveredError unless all of them were taken, EgressRefusedError."""
        url = f"{config['url'].rstrip('/')}/api/v2/alerts"
        for start in range(0, len(alerts), _AT_ONCE):
            async with reaching(self._timeout_s), egress_client(self._policy) as client:
                body = [dict(alert) for alert in alerts[start : start + _AT_ONCE]]
                answer = await client.post(url, json=body, headers=_authorization(config))
            if answer.status_code != _OK:
                raise NotDeliveredError(f"The Alertmanager answered {answer.status_code}.")


class Pusher:
    """Keeps every Alertmanager up to date."""

    def __init__(
        self, database: Database, audience: Audience, client: AlertmanagerClient, channels: OpensChannels, clock: Clock
    ) -> None:
        self._database = database
        self._audience = audience
        self._client = client
        self._channels = channels
        self._clock = clock

    async def order(self, session: AsyncSession, *, ticking: bool = False) -> None:
        """Have every Alertmanager told, once this transaction has committed; one that fails only by the clock."""
        for channel in await repository.alertmanagers(session):
            if ticking or not channel.error:
                push = Push(channel_id=channel.id, ticking=ticking)
                await enqueue(session, PUSH, push, key=str(channel.id))

    async def push(self, order: Push) -> None:
        """Tell one Alertmanager what it does not know. What it did not take raises, so that it is tried again."""
        async with self._database.reading() as session:
            channel = await repository.one(session, Channel, order.channel_id)
            if channel is None or not channel.enabled or channel.kind != ALERTMANAGER:
                return
            config, now = self._channels.open(channel), self._clock()
            known = {row.digest: row for row in await repository.pushed(session, channel.id)}
            wanted = await self._wanted(session, now)
        open_ones = [one for one in wanted.values() if _is_due(known.get(one.digest), now)]
        over = [Told(row.digest, row.labels, {}, row.starts_at) for row in known.values() if row.digest not in wanted]
        if not open_ones and not over:
            return
        documents = [document(one, now + ENDS_AFTER) for one in open_ones] + [document(one, now) for one in over]
        try:
            await self._client.post(config, documents)
        except WatchkeeperError as failure:
            await self._note(order.channel_id, failure.message)
            if not order.ticking:
                raise
            _log.warning("notification.alerts_not_pushed", channel=order.channel_id, error=failure.message)
            return
        await self._remember(order.channel_id, open_ones, over, now)

    async def test(self, config: Mapping[str, str], now: datetime) -> None:
        """Send an alert that is over after a minute. Raises NotDeliveredError, EgressRefusedError."""
        labels = {"alertname": "WatchkeeperTest", "severity": "info", "source": "watchkeeper"}
        told = Told("", labels, {"summary": "Somebody asked for this test."}, now)
        await self._client.post(config, [document(told, now + timedelta(minutes=1))])

    async def _wanted(self, session: AsyncSession, now: datetime) -> dict[str, Told]:
        """Return the alerts that people are told of: no consequences, nothing silenced or under maintenance."""
        rows = await self._audience.alerts.told_alerts(session)
        muted = set()
        for number in sorted({row.incident_id for row in rows if row.incident_id is not None}):
            incident = await self._audience.alerts.incident(session, number)
            if await self._audience.muted_until(session, number, incident.roots, now) is not None:
                muted.add(number)
        return told_of(row for row in rows if row.incident_id not in muted)

    async def _remember(self, channel_id: int, told: Sequence[Told], over: Sequence[Told], now: datetime) -> None:
        async with self._database.transaction() as session:
            channel = await repository.one(session, Channel, channel_id)
            if channel is None:  # removed meanwhile
                return
            channel.sent_at, channel.error = now, ""
            known = {row.digest: row for row in await repository.pushed(session, channel_id)}
            for one in over:
                if one.digest in known:
                    await session.delete(known[one.digest])
            for one in told:
                row = known.get(one.digest)
                if row is None:
                    row = PushedAlert(channel_id=channel_id, digest=one.digest, labels=one.labels)
                    session.add(row)
                row.starts_at, row.told_at = one.starts_at, now

    async def _note(self, channel_id: int, error: str) -> None:
        async with self._database.transaction() as session:
            channel = await repository.one(session, Channel, channel_id)
            if channel is not None:
                channel.error = error


def _is_due(known: PushedAlert | None, now: datetime) -> bool:
    return known is None or now - known.told_at >= _AGAIN
