"""Our alerts in a real Alertmanager: open ones again and again, each end once, after outages and crashes as well."""

import asyncio
import shutil
import signal
import socket
import subprocess
from datetime import UTC, datetime, timedelta

import httpx
import pytest
import sqlalchemy as sa

from watchkeeper.act.notifications.errors import InvalidChannelError, NotDeliveredError
from watchkeeper.act.notifications.models import Channel, PushedAlert
from watchkeeper.act.notifications.tasks import Push

PROGRAM = shutil.which("prometheus-alertmanager")
CONFIGURATION = "route: {receiver: nobody}\nreceivers: [{name: nobody}]\n"
pytestmark = pytest.mark.skipif(PROGRAM is None, reason="prometheus-alertmanager is not installed")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Alertmanager:
    """A program of its own on the loopback; ``stop`` and ``start`` lose what it knows, as in life."""

    def __init__(self, folder):
        self.folder, self.port = folder, free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        (folder / "alertmanager.yml").write_text(CONFIGURATION)
        self.process = None

    def launch(self):
        options = {
            "config.file": self.folder / "alertmanager.yml", "storage.path": self.folder / "data",
            "web.listen-address": f"127.0.0.1:{self.port}", "cluster.listen-address": "",
        }  # fmt: skip
        arguments = [f"--{name}={value}" for name, value in options.items()]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen([PROGRAM, *arguments], stdout=log, stderr=log)

    async def start(self):
        self.launch()
        async with httpx.AsyncClient() as client:
            for _ in range(600):
                if self.process.poll() is not None:
                    break
                try:
                    if (await client.get(f"{self.url}/-/ready")).status_code == 200:
                        return
                except httpx.TransportError:
                    pass
                await asyncio.sleep(0.1)
        raise RuntimeError((self.folder / "log").read_text())

    def stop(self):
        if self.process is not None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(30)
            self.process = None

    async def alerts(self):
        """Return the alerts that it has, over ones as well, as name → state."""
        async with httpx.AsyncClient() as client:
            found = (await client.get(f"{self.url}/api/v2/alerts")).json()
        return {(one["labels"]["entity"], one["labels"]["alertname"]): one for one in found}

    async def open_ones(self):
        return {entity for entity, _ in await self.alerts()}


@pytest.fixture
async def alertmanager(tmp_path):
    found = Alertmanager(tmp_path)
    await found.start()
    yield found
    found.stop()


@pytest.fixture
async def channel(house, alertmanager):
    return await house.channel("prometheus", "alertmanager", url=alertmanager.url)


async def push(house, channel):
    await house.parts.pusher.push(Push(channel_id=channel))


async def pushed(house):
    async with house.database.reading() as session:
        return len(list(await session.scalars(sa.select(PushedAlert))))


async def told(house, entity):
    """Raise an alert and wait for the hold of its incident; then it is now again, which the Alertmanager goes by."""
    await house.alert(entity)
    await house.forward(120)
    house.clock.now = datetime.now(UTC)


async def test_alerts_reach_it_without_their_consequences_and_end_there(house, alertmanager, channel):
    await house.alert("node:c")
    await told(house, "node:b")  # c is behind b
    assert await alertmanager.open_ones() == {"node:b"}
    (one,) = (await alertmanager.alerts()).values()
    assert one["labels"] == {
        "alertname": "unreachable", "entity": "node:b", "severity": "major", "source": "watchkeeper",
    }  # fmt: skip
    assert one["annotations"]["incident"] == "1"
    await push(house, channel)  # twice is once
    assert await alertmanager.open_ones() == {"node:b"}
    await house.alert("node:b", raised=False)
    await house.alert("node:c", raised=False)
    await push(house, channel)
    assert await alertmanager.open_ones() == set()
    assert await pushed(house) == 0


async def test_an_end_that_happened_while_it_was_away_is_told_when_it_is_back(house, alertmanager, channel):
    await told(house, "node:d")
    assert await alertmanager.open_ones() == {"node:d"}
    alertmanager.stop()
    await house.alert("node:d", raised=False)
    with pytest.raises(NotDeliveredError):
        await push(house, channel)
    async with house.database.reading() as session:
        assert "could not be reached" in (await session.get(Channel, channel)).error
    assert await pushed(house) == 1
    await house.parts.pusher.push(Push(channel_id=channel, ticking=True))  # leaves it to the next, no dead letter
    await alertmanager.start()
    await push(house, channel)
    assert await pushed(house) == 0
    assert await alertmanager.open_ones() == set()


async def test_one_that_forgot_everything_is_told_again(house, alertmanager, channel):
    await told(house, "node:d")
    alertmanager.stop()
    await alertmanager.start()
    assert await alertmanager.open_ones() == set()
    house.clock.now += timedelta(minutes=4)  # the next time that all of them are told
    await push(house, channel)
    assert await alertmanager.open_ones() == {"node:d"}


async def test_a_crash_between_telling_and_remembering_changes_nothing(house, alertmanager, channel, monkeypatch):
    async def crash(*_):
        raise RuntimeError("the process died")

    monkeypatch.setattr(house.parts.pusher, "_remember", crash)
    await told(house, "node:d")
    assert await alertmanager.open_ones() == {"node:d"}
    assert await pushed(house) == 0
    monkeypatch.undo()
    await push(house, channel)
    assert await pushed(house) == 1
    await house.alert("node:d", raised=False)
    monkeypatch.setattr(house.parts.pusher, "_remember", crash)
    with pytest.raises(RuntimeError):
        await push(house, channel)
    assert await alertmanager.open_ones() == set()
    monkeypatch.undo()
    await push(house, channel)
    assert await pushed(house) == 0


async def test_what_is_silenced_is_taken_back(house, alertmanager, channel):
    await told(house, "node:d")
    await house.silence(4, objects=["node:d"])
    await push(house, channel)
    assert await alertmanager.open_ones() == set()


async def test_its_test_button_really_sends_and_no_rule_may_name_it(house, alertmanager, channel):
    tested = await house.service.trials.try_channel(channel, house.database.transaction, house.engineer)
    assert (tested.sent, tested.error) == (True, "")
    async with httpx.AsyncClient() as client:
        found = (await client.get(f"{alertmanager.url}/api/v2/alerts")).json()
    assert [one["labels"]["alertname"] for one in found] == ["WatchkeeperTest"]
    with pytest.raises(InvalidChannelError, match="no channel for messages"):
        await house.rule({"channels": [channel]})
