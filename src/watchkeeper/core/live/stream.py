"""Server-sent events: a resumable stream of one client's topics."""

import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable

from sse_starlette import ServerSentEvent

from watchkeeper.core.live.hub import LiveHub, StoredEvent, Subscriber
from watchkeeper.core.scope import EVERYTHING, Scope

READY = "ready"
RESET = "reset"
RETRY_MS = 2000

StillAllowed = Callable[[], Awaitable[bool]]


def parse_last_id(given: str | None) -> int | None:
    """Read a Last-Event-ID; None when there is none, -1 (which nothing can resume from) when it is no id of ours."""
    if not given:
        return None
    return int(given) if given.isascii() and given.isdigit() and len(given) < 19 else -1  # noqa: PLR2004  # 64 bits


async def event_stream(
    hub: LiveHub,
    topics: frozenset[str],
    last_id: int | None,
    still_allowed: StillAllowed,
    *,
    scope: Scope = EVERYTHING,
) -> AsyncIterator[ServerSentEvent]:
    """Yield what a client of ``topics`` gets, whose scope is ``scope``.

    First ``ready`` (a new client), or what was missed since ``last_id``, or ``reset`` when that is no longer stored and
    the client must load its page's data anew; then events as they come. When it is quiet, a heartbeat moves the
    client's last id on, so that it can resume after hours without news. The stream ends when the client is too slow, no
    longer allowed, or the server stops; the client comes back by itself with its last id.
    """
    cursor = hub.cursor if last_id is None else last_id
    if last_id is None:
        yield _signal(READY, cursor)
    elif await hub.missed(last_id):
        cursor = hub.cursor
        yield _signal(RESET, cursor)
    else:
        async for event in hub.stored_after(cursor, topics, scope):
            cursor = event.id
            yield _message(event)
    with hub.subscribed(topics, cursor, scope) as subscriber:
        async for event in hub.stored_after(cursor, topics, scope):  # committed while the former ones were on their way
            subscriber.seen = event.id
            yield _message(event)
        async for item in _follow(hub, subscriber, still_allowed):
            yield item


async def _follow(hub: LiveHub, subscriber: Subscriber, still_allowed: StillAllowed) -> AsyncIterator[ServerSentEvent]:
    checked, changes = time.monotonic(), hub.access_changes
    while not subscriber.cut_off:
        event = await subscriber.next(hub.settings.heartbeat_s)
        if changes != hub.access_changes or time.monotonic() - checked >= hub.settings.recheck_s:
            checked, changes = time.monotonic(), hub.access_changes
            if not await still_allowed():
                return
        if event is not None and event.id > subscriber.seen:
            subscriber.seen = event.id
            yield _message(event)
        elif event is None and subscriber.idle and not subscriber.cut_off:
            subscriber.seen = max(subscriber.seen, hub.cursor)
            yield ServerSentEvent(id=str(subscriber.seen), comment="still here")


def _message(event: StoredEvent) -> ServerSentEvent:
    data = json.dumps(event.payload(), ensure_ascii=False, separators=(",", ":"))
    return ServerSentEvent(id=str(event.id), event=event.event, data=data)


def _signal(name: str, cursor: int) -> ServerSentEvent:
    return ServerSentEvent(id=str(cursor), event=name, data="{}", retry=RETRY_MS)
