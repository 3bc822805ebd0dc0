from datetime import UTC, datetime, timedelta

import pyarrow as pa
import pytest

from watchkeeper.kit.families import INTERFACE
from watchkeeper.understand.topology.edges import Edge
from watchkeeper.understand.topology.links import End
from watchkeeper.understand.topology.load import PortSample, loads, port_samples

NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)
A, B = End("a", "e1"), End("b", "e9")


def edge(layer="physical", a=A, b=B):
    ends = [{"device": end.device, "interface": end.interface or None} for end in (a, b)]
    return Edge("k", layer, "up", {"a": ends[0], "b": ends[1]})


def sample(received=None, sent=None, speed=100.0, minute=0):
    return PortSample(NOON + timedelta(minutes=minute), received, sent, speed)


def test_each_direction_is_what_its_end_sends():
    (load,) = loads([edge()], {A: sample(20.0, 80.0), B: sample(79.0, 21.0, minute=-1)})
    assert (load.a_to_b, load.b_to_a) == (0.8, 0.21)
    assert load.at == NOON - timedelta(minutes=1)


def test_an_end_that_is_not_sampled_is_read_at_the_other():
    (load,) = loads([edge(b=End("a printer", ""))], {A: sample(20.0, 80.0)})
    assert (load.a_to_b_bps, load.b_to_a_bps) == (80.0, 20.0)
    (load,) = loads([edge()], {A: sample(), B: sample(60.0, 5.0)})
    assert (load.a_to_b_bps, load.b_to_a_bps) == (60.0, 5.0)


def test_the_slower_end_is_what_a_link_can_carry():
    (load,) = loads([edge()], {A: sample(0.0, 50.0, 1000.0), B: sample(50.0, 0.0, 100.0)})
    assert (load.a_to_b, load.b_to_a, load.speed_bps) == (0.5, 0.0, 100.0)


@pytest.mark.parametrize("speed", [None, 0.0])
def test_without_a_speed_there_are_rates_and_no_utilisation(speed):
    (load,) = loads([edge()], {A: sample(1.0, 2.0, speed)})
    assert (load.a_to_b_bps, load.a_to_b, load.speed_bps) == (2.0, None, None)


def test_sessions_segments_and_links_without_samples_carry_nothing_known():
    segment = Edge("s", "ip", "up", {"members": [{"device": "a", "interface": "e1"}]})
    assert loads([edge("bgp"), segment], {A: sample(1.0, 1.0)}) == []
    assert loads([edge()], {End("a", "e2"): sample(1.0, 1.0)}) == []


def test_samples_are_found_by_device_and_port():
    rows = [
        {"ts": NOON, "device_id": number, "object": name, "in_bps": value, "out_bps": 4.0, "speed_bps": 100}
        for number, name, value in ((1, "e1", 1.0), (1, "e9", 2.0), (2, "e9", None), (3, "e1", 9.0))
    ]
    table = pa.Table.from_pylist(rows, schema=INTERFACE.stored)
    found = port_samples(table, {1: "a", 2: "b"}, {A, B})
    assert found == {A: PortSample(NOON, 1.0, 4.0, 100), B: PortSample(NOON, None, 4.0, 100)}
