from datetime import UTC, datetime, timedelta

import pytest

from watchkeeper.understand.alerts.correlation.network import Link, Network
from watchkeeper.understand.alerts.lifecycle import Signal
from watchkeeper.understand.alerts.service import AlertService
from watchkeeper.understand.alerts.settings import AlertsSettings

START = datetime(2026, 3, 1, 12, tzinfo=UTC)


class FakeClock:
    def __init__(self):
        self.now = START

    def __call__(self):
        return self.now

    def forward(self, seconds):
        self.now += timedelta(seconds=seconds)


class FixedGraph:
    def __init__(self, *links, vantage="v"):
        nodes = sorted({node for pair in links for node in pair})
        self.graph = Network(nodes, [Link(f"{a}-{b}", a, b) for a, b in links], vantage)

    async def network(self, session):
        return self.graph


TREE = (("v", "a"), ("a", "b"), ("b", "c"), ("b", "d"))


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture
def graph():
    return FixedGraph(*TREE)


@pytest.fixture
def make_service(graph, clock):
    def make(devices=None, **settings):
        return AlertService(graph, AlertsSettings(**settings), clock, devices=devices)

    return make


@pytest.fixture
def service(make_service):
    return make_service(mappings={"shop": {"entity": "where.host", "kind": "=checkout", "state": "status"}})


@pytest.fixture
def signal(clock):
    def make(entity, kind="unreachable", *, raised=True, at=None, **more):
        return Signal(entity, kind, raised, at or clock(), **more)

    return make
