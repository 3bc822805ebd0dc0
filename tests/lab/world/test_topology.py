from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchkeeper.lab.errors import LabError
from watchkeeper.lab.models.catalogue import ALL_ROLES, models_for
from watchkeeper.lab.world.topology import Plan, plan_network


def _plan(count: int, roles: tuple[str, ...] = (), interfaces: int = 49) -> Plan:
    models = models_for(roles)
    return plan_network(count, {role: model.make_ports(interfaces) for role, model in models.items()})


def _reachable(plan: Plan) -> int:
    seen, todo = {0}, [plan.nodes[0]]
    while todo:
        node = todo.pop()
        for link in node.links.values():
            far, _ = link.far(node)
            if far.number not in seen:
                seen.add(far.number)
                todo.append(far)
    return len(seen)


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 400), st.sampled_from([(), ("leaf",), ("leaf", "spine"), ("server", "leaf"), ("access",)]))
def test_every_device_reaches_every_other(count: int, roles: tuple[str, ...]) -> None:
    plan = _plan(count, roles)
    assert len(plan.nodes) == count
    assert _reachable(plan) == count


def test_names_are_unique_and_every_model_is_there() -> None:
    plan = _plan(500)
    assert len({node.name for node in plan.nodes}) == 500
    assert {node.role for node in plan.nodes[:8]} == set(ALL_ROLES)


def test_a_port_holds_one_cable_and_both_ends_agree() -> None:
    plan = _plan(200)
    ends = Counter(
        (end, port) for link in plan.links for end, port in ((link.a.number, link.a_port), (link.b.number, link.b_port))
    )
    assert max(ends.values()) == 1
    for link in plan.links:
        assert link.a.links[link.a_port] is link
        assert link.far(link.a) == (link.b, link.b_port)
        assert link.a.ports[link.a_port].cabled


def test_leaves_are_cabled_to_every_spine_of_their_site() -> None:
    plan = _plan(24)
    spines = {node.name for node in plan.nodes if node.role == "spine"}
    for leaf in (node for node in plan.nodes if node.role == "leaf"):
        assert spines <= {link.far(leaf)[0].name for link in leaf.links.values()}


def test_too_few_ports_are_refused() -> None:
    with pytest.raises(LabError, match="too few ports"):
        _plan(200, ("server",), interfaces=2)


def test_an_unknown_role_is_refused() -> None:
    with pytest.raises(LabError, match="no role toaster"):
        models_for(("toaster",))
