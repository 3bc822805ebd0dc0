"""Every fault as it is seen over SNMP."""

import pytest
from tests.lab.conftest import World

from watchkeeper.lab.errors import LabError

SYS_NAME, UPTIME = (1, 3, 6, 1, 2, 1, 1, 5, 0), (1, 3, 6, 1, 2, 1, 1, 3, 0)
IF, IFX = (1, 3, 6, 1, 2, 1, 2, 2, 1), (1, 3, 6, 1, 2, 1, 31, 1, 1, 1)
OPER, LAST_CHANGE, IN_ERRORS, HC_IN = (*IF, 8), (*IF, 9), (*IF, 14), (*IFX, 6)
CHASSIS_SERIAL = (1, 3, 6, 1, 2, 1, 47, 1, 1, 1, 1, 11, 1)
LLDP_NAMES = (1, 0, 8802, 1, 1, 2, 1, 4, 1, 1, 9)
JNX_RX = (1, 3, 6, 1, 4, 1, 2636, 3, 60, 1, 1, 1, 1, 5)
LEAF, SPINE, EDGE = "ams1-leaf-01", "ams1-spine-01", "ams1-edge-01"


def _uplink(world: World) -> tuple[int, str, int, str]:
    """ifIndex and name of the leaf's port to the spine, and of the spine's to the leaf."""
    leaf = world.network.node(LEAF)
    for at, link in leaf.links.items():
        far, far_at = link.far(leaf)
        if far.name == SPINE:
            near_port, far_port = world.network.port(leaf, at), world.network.port(far, far_at)
            return near_port.if_index, near_port.name, far_port.if_index, far_port.name
    raise AssertionError("the leaf has no uplink")


def test_a_cut_cable_takes_both_ends_down_and_their_neighbours_away(world: World) -> None:
    near, name, far, _ = _uplink(world)
    assert world.get(LEAF, (*OPER, near)) == world.get(SPINE, (*OPER, far)) == [1]
    assert SPINE.encode() in world.walk(LEAF, LLDP_NAMES).values()
    world.break_it("link-down", LEAF, name)
    assert world.get(LEAF, (*OPER, near)) == world.get(SPINE, (*OPER, far)) == [2]
    assert SPINE.encode() not in world.walk(LEAF, LLDP_NAMES).values()
    assert LEAF.encode() not in world.walk(SPINE, LLDP_NAMES).values()
    before = world.get(LEAF, (*HC_IN, near))
    world.pass_time(60)
    assert world.get(LEAF, (*HC_IN, near)) == before
    assert world.get(LEAF, (*LAST_CHANGE, near))[0] == world.get(LEAF, UPTIME)[0] - 6000
    world.mend(LEAF)
    assert world.get(SPINE, (*OPER, far)) == [1]
    world.pass_time(60)
    assert world.get(LEAF, (*HC_IN, near))[0] > before[0]
    assert LEAF.encode() in world.walk(SPINE, LLDP_NAMES).values()


def test_a_cable_cannot_be_cut_twice(world: World) -> None:
    _, name, _, far_name = _uplink(world)
    world.break_it("link-down", LEAF, name)
    with pytest.raises(LabError, match="is down already"):
        world.break_it("link-down", SPINE, far_name)


def test_errors_climb_at_the_rate_asked_for(world: World) -> None:
    near, name, _, _ = _uplink(world)
    world.break_it("errors", LEAF, name, amount=50)
    before = world.get(LEAF, (*IN_ERRORS, near))[0]
    world.pass_time(100)
    assert world.get(LEAF, (*IN_ERRORS, near))[0] - before == pytest.approx(5000, abs=2)
    world.mend()
    after = world.get(LEAF, (*IN_ERRORS, near))[0]
    world.pass_time(100)
    assert world.get(LEAF, (*IN_ERRORS, near))[0] - after <= 2


def test_an_optic_fades(world: World) -> None:
    edge = world.network.node(EDGE)
    port = world.network.port(edge, next(at for at in edge.links))
    before = world.get(EDGE, (*JNX_RX, port.if_index))[0]
    world.break_it("fade-optic", EDGE, port.name, amount=2)
    world.pass_time(120)
    assert world.get(EDGE, (*JNX_RX, port.if_index))[0] == pytest.approx(before - 400, abs=35)
    world.pass_time(7200)
    assert world.get(EDGE, (*JNX_RX, port.if_index)) == [-4000]


def test_a_silent_device_says_nothing_until_mended(world: World) -> None:
    from tests.lab.conftest import request

    from watchkeeper.lab.snmp import ber

    world.break_it("silence", LEAF)
    assert world.send(LEAF, request(ber.GET, [SYS_NAME])) is None
    assert world.get(SPINE, SYS_NAME) == [SPINE.encode()]
    world.mend(LEAF)
    assert world.get(LEAF, SYS_NAME) == [LEAF.encode()]


def test_a_reboot_is_silent_then_everything_begins_at_zero(world: World) -> None:
    from tests.lab.conftest import request

    from watchkeeper.lab.snmp import ber

    near, _, far, _ = _uplink(world)
    counted = world.get(LEAF, (*HC_IN, near))[0]
    world.break_it("reboot", LEAF, amount=30)
    assert world.send(LEAF, request(ber.GET, [UPTIME])) is None
    assert world.get(SPINE, (*OPER, far)) == [2]
    world.pass_time(31)
    assert world.get(SPINE, (*OPER, far)) == [1]
    assert world.get(LEAF, UPTIME) == [100]
    assert world.get(LEAF, (*OPER, near)) == [1]
    assert world.get(LEAF, (*HC_IN, near))[0] < counted / 1000
    assert world.faults.active() == []


def test_a_cut_cable_stays_cut_over_a_reboot(world: World) -> None:
    near, name, far, _ = _uplink(world)
    world.break_it("link-down", LEAF, name)
    world.break_it("reboot", SPINE, amount=10)
    world.pass_time(20)
    assert world.get(SPINE, (*OPER, far)) == world.get(LEAF, (*OPER, near)) == [2]
    world.mend()
    assert world.get(SPINE, (*OPER, far)) == world.get(LEAF, (*OPER, near)) == [1]


def test_a_stolen_identity_answers_with_the_others_name_and_serial(world: World) -> None:
    theirs, own = world.get(SPINE, SYS_NAME, CHASSIS_SERIAL), world.get(LEAF, SYS_NAME, CHASSIS_SERIAL)
    world.break_it("steal-identity", LEAF, other=SPINE)
    assert world.get(LEAF, SYS_NAME, CHASSIS_SERIAL) == theirs
    world.mend()
    assert world.get(LEAF, SYS_NAME, CHASSIS_SERIAL) == own


def test_mending_one_device_leaves_the_others_broken(world: World) -> None:
    world.break_it("silence", LEAF)
    world.break_it("silence", SPINE)
    world.mend(LEAF)
    assert [fault.node.name for fault in world.faults.active()] == [SPINE]


@pytest.mark.parametrize(
    ("order", "message"),
    [
        ({"kind": "earthquake", "device": LEAF}, "no fault 'earthquake'"),
        ({"kind": "silence", "device": "leaf-01"}, "no device called 'leaf-01'"),
        ({"kind": "errors", "device": LEAF, "interface": "Ethernet999", "amount": 1}, "no interface 'Ethernet999'"),
        ({"kind": "errors", "device": LEAF, "interface": "Ethernet1", "amount": 0}, "above 0"),
        ({"kind": "slow", "device": LEAF, "amount": "long"}, "not a number"),
        ({"kind": "steal-identity", "device": LEAF, "other": LEAF}, "own identity"),
        ({"kind": "fade-optic", "device": LEAF, "interface": "Management1", "amount": 1}, "has no optic"),
    ],
)
def test_a_fault_that_makes_no_sense_is_refused(world: World, order: dict[str, object], message: str) -> None:
    with pytest.raises(LabError, match=message):
        world.faults.apply(order, world.now_s)
    assert world.faults.active() == []


def test_a_device_that_looks_alike_is_offered(world: World) -> None:
    with pytest.raises(LabError) as refused:
        world.faults.apply({"kind": "silence", "device": "leaf-01"}, world.now_s)
    assert refused.value.hint == f"Did you mean {LEAF}?"
