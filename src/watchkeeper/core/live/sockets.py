"""Socket.IO: the same events, one room a topic, for pages."""

import asyncio
import contextlib
from collections.abc import Mapping
from typing import Any

import socketio
from fastapi import FastAPI
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request

from watchkeeper.core.database import Database
from watchkeeper.core.errors import ForbiddenError, InvalidInputError, UnauthenticatedError, WatchkeeperError
from watchkeeper.core.http.security import Authenticator, Principal
from watchkeeper.core.live.hub import ACCESS, LiveHub, StoredEvent
from watchkeeper.core.live.topics import MAX_TOPICS, check_topics
from watchkeeper.core.scope import EVERYTHING, Scope
from watchkeeper.core.telemetry.logs import get_logger

PATH = "/socket.io"
EVENT_NAME = "live"
MAX_MESSAGE_BYTES = 64 * 1024
LOOK_AFTER_S = 5.0

_log = get_logger(__name__)


class LiveSockets:
    """The Socket.IO server. Clients log in by their cookie; ``subscribe`` and ``unsubscribe`` take ``{topics: […]}``.

    Each event arrives under the name ``live`` as ``{id, topic, event, at, data}``. A login is checked again every
    ``live.recheck_s``; a client that does not read is disconnected when too much waits for it.
    """

    def __init__(self, hub: LiveHub, database: Database, authenticator: Authenticator) -> None:
        self._hub = hub
        self._database = database
        self._authenticator = authenticator
        self._requests: dict[str, Request] = {}
        self._principals: dict[str, Principal] = {}
        self._task: asyncio.Task[None] | None = None
        self.server = socketio.AsyncServer(
            async_mode="asgi", max_http_buffer_size=MAX_MESSAGE_BYTES, logger=False, engineio_logger=False
        )
        self.server.on("connect", self._connect)
        self.server.on("disconnect", self._disconnect)
        self.server.on("subscribe", self._subscribe)
        self.server.on("unsubscribe", self._unsubscribe)
        hub.attach(self._emit)

    def mount(self, app: FastAPI) -> None:
        """Serve it at ``/socket.io``; only pages of this origin may connect."""
        app.mount(PATH, socketio.ASGIApp(self.server, socketio_path=PATH), name="socket.io")

    @property
    def clients(self) -> int:
        """Connected clients."""
        return len(self._requests)

    async def start(self) -> None:
        """Begin looking after connections."""
        self._task = asyncio.create_task(self._look_after_forever(), name="live.sockets")

    async def stop(self) -> None:
        """Disconnect everybody."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        for sid in list(self._requests):
            await self.server.disconnect(sid)
        await self.server.shutdown()

    async def _connect(self, sid: str, environ: Mapping[str, Any], _auth: object = None) -> None:
        request = Request({**environ["asgi.scope"], "type": "http", "method": "GET", "state": {}})
        try:
            self._principals[sid] = await self._authenticate(request)
        except (UnauthenticatedError, ForbiddenError) as error:
            raise socketio.exceptions.ConnectionRefusedError(error.message) from error
        self._requests[sid] = request

    async def _authenticate(self, request: Request) -> Principal:
        async with self._database.reading() as session:
            return await self._authenticator.authenticate(request, session)

    async def _disconnect(self, sid: str, _reason: object = None) -> None:
        self._requests.pop(sid, None)
        self._principals.pop(sid, None)

    async def _subscribe(self, sid: str, message: object = None) -> dict[str, object]:
        """Enter the rooms; the acknowledgement says which, or what was refused."""
        try:
            wanted = check_topics(_topics_of(message), self._principal(sid))
            scope = self._principal(sid).scope
            rooms = {_room(topic, scope) for topic in wanted}
            if len(set(self.server.rooms(sid)) | rooms) > MAX_TOPICS + 1:  # a client is in a room of its own
                raise InvalidInputError(f"At most {MAX_TOPICS} topics can be watched at once.")
        except WatchkeeperError as error:
            return {"ok": False, "code": error.code, "detail": error.message}
        for room in rooms:
            await self.server.enter_room(sid, room)
        return {"ok": True, "topics": sorted(wanted)}

    async def _unsubscribe(self, sid: str, message: object = None) -> dict[str, object]:
        try:
            topics = set(_topics_of(message)) - {sid}
            scope = self._principal(sid).scope
        except WatchkeeperError as error:
            return {"ok": False, "code": error.code, "detail": error.message}
        for topic in topics:
            await self.server.leave_room(sid, _room(topic, scope))
        return {"ok": True, "topics": sorted(topics)}

    def _principal(self, sid: str) -> Principal:
        principal = self._principals.get(sid)
        if principal is None:
            raise UnauthenticatedError("The connection has ended.")
        return principal

    async def _emit(self, event: StoredEvent) -> None:
        if event.topic == ACCESS:
            await self.recheck()  # before anything else is sent to somebody who may no longer have it
        for scope in {EVERYTHING, *(principal.scope for principal in self._principals.values())}:
            if (seen := await self._hub.cut(event, scope)) is not None:
                await self.server.emit(EVENT_NAME, seen.payload(), room=_room(event.topic, scope))

    async def _look_after_forever(self) -> None:
        since_recheck_s = 0.0
        while True:
            await asyncio.sleep(LOOK_AFTER_S)
            since_recheck_s += LOOK_AFTER_S
            await self._drop_slow()
            if since_recheck_s >= self._hub.settings.recheck_s:
                since_recheck_s = 0.0
                with contextlib.suppress(SQLAlchemyError, WatchkeeperError, OSError):  # asked again next time
                    await self.recheck()

    async def recheck(self) -> None:
        """Disconnect who is no longer logged in; renew what the others may do."""
        for sid, request in list(self._requests.items()):
            try:
                principal = await self._authenticate(request)
            except (UnauthenticatedError, ForbiddenError):
                await self.server.disconnect(sid)
                continue
            known = self._principals.get(sid)
            if known is None or (principal.permissions, principal.scope) != (known.permissions, known.scope):
                await self.server.disconnect(sid)  # it comes back and subscribes with what it may now

    async def _drop_slow(self) -> None:
        for sid in list(self._requests):
            eio_sid = self.server.manager.eio_sid_from_sid(sid, "/")
            connection = self.server.eio.sockets.get(eio_sid)
            if connection is not None and connection.queue.qsize() > self._hub.settings.client_queue:
                _log.info("live.slow_client_dropped", waiting=connection.queue.qsize())
                await self.server.disconnect(sid)


def _room(topic: str, scope: Scope) -> str:
    """Return the room of those who watch ``topic`` with the same scope; no topic has a space in its name."""
    return topic if scope.everything else f"{topic} {scope.key}"


def _topics_of(message: object) -> list[str]:
    topics = message.get("topics") if isinstance(message, Mapping) else None
    if not isinstance(topics, list) or not all(isinstance(topic, str) for topic in topics):
        raise InvalidInputError("Send {topics: [names]}.")
    return topics
