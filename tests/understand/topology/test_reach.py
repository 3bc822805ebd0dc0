from datetime import UTC, datetime

from watchkeeper.understand.topology.edges import Edge, Kept
from watchkeeper.understand.topology.reach import UNTOLD, Sight

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
SIGHT = Sight(frozenset({"mine", "ours"}), frozenset({"theirs"}))


def end(device):
    return {"device": device, "interface": "e1"}


def limited(**document):
    found = SIGHT.limit({"k": Kept(Edge("k", "physical", "up", document), NOW, NOW)})
    return found["k"].edge.document if found else None


def test_a_link_between_ones_own_devices_or_to_an_unmanaged_neighbour_is_seen():
    assert limited(a=end("mine"), b=end("ours"))
    assert limited(a=end("mine"), b=end("a printer"))


def test_a_link_to_another_sites_device_is_not():
    assert limited(a=end("mine"), b=end("theirs")) is None


def test_what_touches_nothing_of_ones_own_is_not_seen():
    assert limited(a=end("a printer"), b=end("a phone")) is None
    assert limited() is None


def test_a_segment_keeps_the_members_that_are_seen():
    members = [end(name) for name in ("mine", "theirs", "ours")]
    assert limited(members=members) == {"members": [end("mine"), end("ours")]}
    assert limited(members=members[:2]) is None


def test_a_text_that_names_a_hidden_device_says_only_that_there_is_something():
    document = limited(a=end("mine"), b=end("ours"), conflicts=["mine e1 also leads to theirs e9", "another"])
    assert document["conflicts"] == [UNTOLD, "another"]
