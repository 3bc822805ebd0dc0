"""What the agents of one process keep."""

from tests.lab.conftest import World

from watchkeeper.lab.serve import agents

IF_TABLE = (1, 3, 6, 1, 2, 1, 2, 2, 1)


def test_rendered_answers_are_kept_up_to_a_bound_and_are_right_beyond_it(monkeypatch):
    devices = [node.name for node in World().network.nodes[:6]]
    roomy = World()
    expected = {device: roomy.walk(device, IF_TABLE) for device in devices}
    assert len(roomy.agents._views) == len(devices)
    monkeypatch.setattr(agents, "_MOST_VARBINDS", 500)
    narrow = World()
    assert {device: narrow.walk(device, IF_TABLE) for device in devices} == expected
    kept = narrow.agents._views.values()
    assert 1 <= len(kept) < len(devices)
    assert narrow.agents._held == sum(view.held for view in kept) <= 500 or len(kept) == 1
