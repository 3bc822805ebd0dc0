"""Messages over HTTP: filters, pages, and only what whoever asks may see."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from watchkeeper.observe.messages.archive import Archive, Columns
from watchkeeper.observe.messages.endpoints import build_router
from watchkeeper.observe.messages.service import MessageService
from watchkeeper.observe.messages.settings import ReceivingSettings

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


class Seen:
    """Stands for the inventory: which devices whoever asks may see."""

    def __init__(self, ids: frozenset[int] | None) -> None:
        self._ids = ids

    async def visible_ids(self, _session: object) -> frozenset[int] | None:
        return self._ids


def write(archive: Archive, *texts: tuple[int, str], at: datetime = NOW) -> None:
    columns = Columns()
    for place, (device, text) in enumerate(texts):
        us = int(at.timestamp()) * 1_000_000 + place
        sender = (device, "r" if device else "", "192.0.2.1", "syslog")
        columns.append((us * 1000, us, us, True, *sender, 5, 3, "", "p", "", "", "", text, None))
    archive.write(columns)


@pytest.fixture
def service(tmp_path: Path) -> MessageService:
    archive = Archive(tmp_path)
    write(archive, (1, "one of ours"), (2, "one of theirs"), (0, "a stranger's"))
    return MessageService(archive, ReceivingSettings(keep_days=7), lambda: NOW)


async def texts(client: httpx.AsyncClient, **wanted: object) -> list[str]:
    answer = await client.get("/api/v1/messages", params=wanted)
    assert answer.status_code == 200, answer.text
    return [item["text"] for item in answer.json()["items"]]


async def test_who_sees_everything_sees_strangers_too(
    service: MessageService, api_client: Callable[..., httpx.AsyncClient]
) -> None:
    client = api_client(build_router(service, Seen(None)))
    assert await texts(client) == ["a stranger's", "one of theirs", "one of ours"]
    assert await texts(client, unknown_senders=True) == ["a stranger's"]
    assert await texts(client, q="THEIRS") == ["one of theirs"]


async def test_others_see_the_messages_of_their_devices_and_no_strangers(
    service: MessageService, api_client: Callable[..., httpx.AsyncClient]
) -> None:
    client = api_client(build_router(service, Seen(frozenset({1}))))
    assert await texts(client) == ["one of ours"]
    assert await texts(client, device_id=2) == []
    assert await texts(client, unknown_senders=True) == []
    assert await texts(api_client(build_router(service, Seen(frozenset())))) == []


async def test_pages_follow_each_other_by_ids_with_all_their_digits(
    service: MessageService, api_client: Callable[..., httpx.AsyncClient]
) -> None:
    client = api_client(build_router(service, Seen(None)))
    first = (await client.get("/api/v1/messages", params={"limit": 2})).json()
    assert len(first["next"]) == 19
    assert await texts(client, limit=2, before=first["next"]) == ["one of ours"]
    assert await texts(client, after=first["items"][0]["id"]) == []


async def test_bad_questions_are_refused(service: MessageService, api_client: Callable[..., httpx.AsyncClient]) -> None:
    client = api_client(build_router(service, Seen(None)))
    for wrong in ({"severity": 9}, {"protocol": "smoke"}, {"before": "x"}, {"limit": 0}):
        assert (await client.get("/api/v1/messages", params=wrong)).status_code == 422


async def test_what_is_past_its_time_goes(service: MessageService, tmp_path: Path) -> None:
    write(Archive(tmp_path), (1, "old"), at=NOW - timedelta(days=10))
    assert await service.tidy() == 1
