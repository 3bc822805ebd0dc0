"""A real mail server and a real webhook receiver on the loopback, and notifications that really send."""

import asyncio
import http.server
import ipaddress
import json
import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from aiosmtpd.smtp import SMTP

from watchkeeper.act.notifications.assembly import Neighbouring, build_notifications
from watchkeeper.act.notifications.schemas import ChannelIn, RuleIn
from watchkeeper.act.notifications.settings import NotificationSettings
from watchkeeper.core.crypto import KeyRing
from watchkeeper.core.egress.policy import EgressPolicy
from watchkeeper.core.http.security import Principal
from watchkeeper.core.outbox.relay import Relay
from watchkeeper.core.outbox.settings import OutboxSettings
from watchkeeper.core.tasks import TaskRegistry
from watchkeeper.core.telemetry.metrics import Metrics
from watchkeeper.estate.accounts.models import User
from watchkeeper.estate.accounts.service import AccountsService
from watchkeeper.estate.inventory.groups import GroupService
from watchkeeper.estate.inventory.schemas import DeviceCreate, SiteCreate
from watchkeeper.estate.inventory.service import InventoryService
from watchkeeper.estate.maintenance.schemas import WindowIn, WindowPlan, WindowTarget
from watchkeeper.estate.maintenance.service import MaintenanceService
from watchkeeper.estate.vault.service import VaultService
from watchkeeper.understand.alerts import assembly as alerts_assembly
from watchkeeper.understand.alerts.correlation.network import Link, Network
from watchkeeper.understand.alerts.graph import DeviceIds
from watchkeeper.understand.alerts.lifecycle import Signal
from watchkeeper.understand.alerts.service import AlertService
from watchkeeper.understand.alerts.settings import AlertsSettings
from watchkeeper.understand.alerts.silences.schemas import Matcher, SilenceIn
from watchkeeper.understand.alerts.silences.service import SilenceService

LOOPBACK = EgressPolicy((ipaddress.ip_network("127.0.0.0/8"),))
ENGINEER = Principal(1, "eve", "engineer", frozenset())


class Clock:
    def __init__(self):
        self.now = datetime.now(UTC)  # the outbox stamps messages with the real time

    def __call__(self):
        return self.now


class Graph:
    async def network(self, session):
        pairs = (("v", "a"), ("a", "b"), ("b", "c"), ("v", "d"))
        return Network(["v", "a", "b", "c", "d"], [Link(f"{a}-{b}", a, b) for a, b in pairs], "v")


@dataclass
class Receiver:
    """What a webhook's target got. It answers ``answers`` in turn, then 200; ``hang_s`` makes it slow."""

    url: str = ""
    answers: list = field(default_factory=list)
    hang_s: float = 0
    got: list = field(default_factory=list)


@pytest.fixture
def receiver():
    state = Receiver()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            time.sleep(state.hang_s)
            status = state.answers.pop(0) if state.answers else 200
            state.got.append((dict(self.headers), body, json.loads(body), status))
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_args):
            return

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    state.url = f"http://127.0.0.1:{server.server_port}/hook"
    yield state
    server.shutdown()
    server.server_close()
    thread.join()


class Mailbox:
    def __init__(self):
        self.mails = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - aiosmtpd's interface
        self.mails.append(envelope)
        return "250 taken"


@pytest.fixture
async def mailbox():
    box = Mailbox()
    server = await asyncio.get_running_loop().create_server(lambda: SMTP(box), "127.0.0.1", 0)
    box.port = server.sockets[0].getsockname()[1]
    yield box
    server.close()
    await server.wait_closed()


class House:
    """Alerts, notifications and the relay that carries their messages, with a clock that tests turn."""

    def __init__(self, database, clock, policy=LOOPBACK, timeout_s=2.0, graph=None):
        self.database, self.clock, self.engineer = database, clock, ENGINEER
        keys = self.keys = KeyRing(bytes(range(32)))
        self.metrics = Metrics()
        settings = NotificationSettings(base_url="https://wk.example", timeout_s=timeout_s)
        self.inventory = InventoryService(VaultService(keys, clock), clock=clock)
        self.groups = GroupService(VaultService(keys, clock), clock)
        self.alerts = AlertService(graph or Graph(), AlertsSettings(), clock, devices=DeviceIds(self.inventory))
        self.maintenance = MaintenanceService(self.inventory, clock)
        self.silences = SilenceService(clock)
        asked = Neighbouring(self.alerts, self.maintenance, self.silences, AccountsService(clock=clock))
        self.parts = build_notifications(database, keys, policy, asked, settings, clock, metrics=self.metrics)
        registry = TaskRegistry()
        alerts_assembly.bind(registry, self.alerts, database)
        self.parts.bind(registry)
        self.relay = Relay(
            database,
            registry=registry,
            subscriptions=self.parts.subscriptions(),
            settings=OutboxSettings(),
            clock=clock,
        )

    @property
    def service(self):
        return self.parts.service

    async def channel(self, name, kind, **config):
        async with self.database.transaction() as session:
            new = ChannelIn(name=name, kind=kind, config=config)
            return (await self.service.create_channel(session, new, ENGINEER)).id

    async def rule(self, *steps, **plan):
        async with self.database.transaction() as session:
            new = RuleIn(name=f"rule {len(steps)} {plan}", plan={"steps": list(steps), **plan})
            return (await self.service.create_rule(session, new, ENGINEER)).id

    async def alert(self, entity, *, raised=True, kind="unreachable"):
        async with self.database.transaction() as session:
            device = entity.removeprefix("node:")
            await self.alerts.take(session, [Signal(entity, kind, raised, self.clock(), device_name=device)])

    async def device(self, name, site=None):
        """Add a device, at a new site when one is named; return their numbers."""
        async with self.database.transaction() as session:
            site_id = (await self.groups.create_site(session, SiteCreate(name=site), ENGINEER)).id if site else None
            new = DeviceCreate(name=name, address=f"192.0.2.{ord(name)}", site_id=site_id)
            return (await self.inventory.create_device(session, new, ENGINEER)).id, site_id

    async def people(self, *names):
        """Add people; return their numbers."""
        async with self.database.transaction() as session:
            for name in names:
                session.add(User(
                    name=name, name_key=name, password_hash="", role="viewer", password_changed_at=self.clock(),
                    created_at=self.clock(), updated_at=self.clock(),
                ))  # fmt: skip
            await session.flush()
            return list(await session.scalars(sa.select(User.id).order_by(User.id)))

    async def planned_work(self, name, hours):
        """Plan work on a new device from now on."""
        async with self.database.transaction() as session:
            device = await self.inventory.create_device(session, DeviceCreate(name=name, address="192.0.2.9"), ENGINEER)
            now = self.clock()
            target = WindowTarget(kind="device", id=device.id)
            plan = WindowPlan(targets=[target], starts_at=now, ends_at=now + timedelta(hours=hours))
            return (await self.maintenance.plan(session, WindowIn(name="work", plan=plan), ENGINEER)).id

    async def silence(self, hours, **matcher):
        """Silence alerts from now on."""
        async with self.database.transaction() as session:
            ends = self.clock() + timedelta(hours=hours)
            new = SilenceIn(matcher=Matcher(**matcher), ends_at=ends, comment="known")
            return (await self.silences.begin(session, new, ENGINEER)).id

    async def forward(self, seconds, step=20):
        """Let time pass; everything that falls due happens."""
        end = self.clock.now + timedelta(seconds=seconds)
        while self.clock.now < end:
            self.clock.now = min(end, self.clock.now + timedelta(seconds=step))
            await self.relay.drain()


@pytest.fixture
def house(sqlite_database):
    return House(sqlite_database, Clock())


@pytest.fixture
def make_house(sqlite_database):
    return lambda over=None, **more: House(over or sqlite_database, Clock(), **more)
