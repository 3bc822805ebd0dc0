import json

import pytest

from watchkeeper.understand.alerts.correlation.evidence import Key, subject_of
from watchkeeper.understand.alerts.correlation.reading import read_alerts, read_network
from watchkeeper.understand.alerts.errors import UnreadableTopologyError

TOPOLOGY = {
    "nodes": [{"id": "v"}, {"id": "2001:db8::1", "critical": True}],
    "links": [{"id": "l1", "a": "v", "b": "2001:db8::1"}],
    "vantage": "v",
}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"vantage": "x"}, "vantage point 'x'"),
        ({"links": [{"id": "l1", "a": "v", "b": "x"}]}, "ends at 'x'"),
        ({"links": TOPOLOGY["links"] * 2}, "Two links are called 'l1'"),
        ({"nodes": None}, "lacks what it needs"),
        ({"shared_risk": [{"id": "g", "links": ["l9"]}]}, "names link 'l9'"),
    ],
)
def test_a_topology_that_is_none_is_refused_with_the_reason(change, words):
    with pytest.raises(UnreadableTopologyError, match=words):
        read_network(json.dumps(TOPOLOGY | change))


def test_names_with_colons_are_told_apart():
    network = read_network(json.dumps(TOPOLOGY))
    by_link = subject_of(network, Key("if:2001:db8::1:l1", "link_down"))
    by_neighbour = subject_of(network, Key("if:v:2001:db8::1", "link_down"))
    assert (by_link.link, by_link.reporter) == ("l1", "2001:db8::1")
    assert (by_neighbour.link, by_neighbour.reporter) == ("l1", "v")


def test_a_bad_line_costs_only_itself():
    good = {"id": "a1", "at": "2026-01-05T00:00:00Z", "entity": "node:v", "kind": "unreachable", "state": "raise"}
    lines = [json.dumps(good), "{", json.dumps(good | {"at": "2026-01-05T00:00:00"}), json.dumps(good | {"state": "x"})]
    stream = read_alerts([*lines, "[]", "", json.dumps({"id": 1})])
    assert [one.id for one in stream.alerts] == ["a1"]
    assert [problem.split(":")[0] for problem in stream.problems] == ["line 2", "line 3", "line 4", "line 5", "line 7"]
