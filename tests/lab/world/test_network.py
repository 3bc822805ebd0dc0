"""The emulated network tells one story, whichever device is asked."""

import pytest
from tests.lab.conftest import NOON, World

from watchkeeper.lab.models.catalogue import models_for
from watchkeeper.lab.world.network import Network

IF, IFX = (1, 3, 6, 1, 2, 1, 2, 2, 1), (1, 3, 6, 1, 2, 1, 31, 1, 1, 1)
LLDP_LOCAL, LLDP_REMOTE = (1, 0, 8802, 1, 1, 2, 1, 3), (1, 0, 8802, 1, 1, 2, 1, 4, 1, 1)
CHASSIS_ID, PORT_ID, SYS_NAME = 5, 7, 9


def _deltas(world: World, seconds: float, *asked: tuple[str, tuple[int, ...]]) -> list[int]:
    before = [world.get(device, oid)[0] for device, oid in asked]
    world.pass_time(seconds)
    return [world.get(device, oid)[0] - was for (device, oid), was in zip(asked, before, strict=True)]


def test_what_one_end_of_a_cable_sends_the_other_receives(world: World) -> None:
    for link in world.network.plan.links:
        a, b = (world.network.port(node, at).if_index for node, at in ((link.a, link.a_port), (link.b, link.b_port)))
        sent, received, back, returned = _deltas(
            world,
            60,
            (link.a.name, (*IFX, 10, a)),
            (link.b.name, (*IFX, 6, b)),
            (link.b.name, (*IFX, 10, b)),
            (link.a.name, (*IFX, 6, a)),
        )
        assert sent == pytest.approx(received, abs=64)
        assert back == pytest.approx(returned, abs=64)
        assert 0 < sent < link.speed_mbps * 1e6 / 8 * 60


def test_lldp_agrees_at_both_ends_of_every_cable(world: World) -> None:
    for link in world.network.plan.links:
        for near, at in ((link.a, link.a_port), (link.b, link.b_port)):
            far, far_at = link.far(near)
            if not (world.network.model(near).speaks_lldp and world.network.model(far).speaks_lldp):
                continue
            row = (0, world.network.port(near, at).if_index, 1)
            seen = world.get(near.name, *((*LLDP_REMOTE, column, *row) for column in (CHASSIS_ID, PORT_ID, SYS_NAME)))
            far_index = world.network.port(far, far_at).if_index
            said = world.get(far.name, (*LLDP_LOCAL, 2, 0), (*LLDP_LOCAL, 7, 1, 3, far_index), (*LLDP_LOCAL, 3, 0))
            assert seen == said


def test_32_bit_counters_are_the_low_halves_of_their_twins(world: World) -> None:
    for low, high in (((*IF, 10), (*IFX, 6)), ((*IF, 17), (*IFX, 11)), ((*IFX, 2), (*IFX, 8)), ((*IFX, 5), (*IFX, 13))):
        narrow, wide = world.walk("ams1-leaf-01", low), world.walk("ams1-leaf-01", high)
        assert narrow == {row: value & 0xFFFFFFFF for row, value in wide.items()}
        assert len(narrow) == 16


def test_the_same_seed_goes_on_where_the_last_run_ended() -> None:
    earlier, later = World(), World()
    earlier.pass_time(3600)
    later.network = Network(24, models_for(), interfaces=16, seed=7, tick_s=0.5, now_s=NOON + 3600)
    node = earlier.network.node("ams1-leaf-01")
    earlier.tick()
    first, second = earlier.network.state(node), later.network.state(later.network.node("ams1-leaf-01"))
    assert (first.traffic() == second.traffic()).all()
    assert (first.serial, first.uptime_ticks) == (second.serial, second.uptime_ticks)


def test_another_seed_is_another_network() -> None:
    one, other = (Network(24, models_for(), interfaces=16, seed=seed, tick_s=0.5, now_s=NOON) for seed in (1, 2))
    assert one.state(one.nodes[2]).serial != other.state(other.nodes[2]).serial


def test_names_serials_and_addresses_are_unique_among_a_thousand() -> None:
    network = Network(1000, models_for(), interfaces=16, seed=3, tick_s=0.5, now_s=NOON)
    states = [network.state(node) for node in network.nodes]
    assert len({state.serial for state in states}) == 1000
    assert len({state.chassis_mac for state in states}) == 1000


def test_optics_show_plausible_light_and_none_on_a_dark_port(world: World) -> None:
    state = world.network.state(world.network.node("ams1-leaf-01"))
    received, sent, bias = state.optics()
    lit = state.oper_status == 1
    assert ((received[lit] > -12) & (received[lit] < 1)).all()
    assert (received[~lit] == -40).all()
    assert ((sent > -5) & (sent < 1))[lit].all()
    assert (bias[lit] > 10).all()


def test_uptime_counts_hundredths_of_a_second(world: World) -> None:
    before = world.get("ams1-edge-01", (1, 3, 6, 1, 2, 1, 1, 3, 0))[0]
    world.pass_time(90)
    assert world.get("ams1-edge-01", (1, 3, 6, 1, 2, 1, 1, 3, 0))[0] - before == 9000
