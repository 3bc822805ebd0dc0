"""How much each interface carries, drawn from the seed: both ends of a cable agree."""

from typing import Final

import numpy as np
import numpy.typing as npt

from watchkeeper.lab.models.model import SOFTWARE_LOOPBACK, Port
from watchkeeper.lab.world.counters import TROUBLE_ROWS, Load
from watchkeeper.lab.world.noise import uniform
from watchkeeper.lab.world.rhythm import PROFILES
from watchkeeper.lab.world.topology import Node

_BYTES_PER_S_PER_MBPS: Final = 125_000.0
_LOAD: Final = 101
_UP, _DOWN = 1, 2
_ADMIN_DOWN_SHARE: Final = 0.06
_LINK_LOAD: Final = (0.04, 0.36)
"""Least mean utilisation of a cable, and how much more the busiest has; a profile's peak is below twice the mean."""
_HOST_LOAD: Final = 0.18
_MANAGEMENT_LOAD: Final = 0.0004
_PACKET_BYTES: Final = (380.0, 600.0)
_DIRTY_SHARE: Final = 0.08
_DIRTY_PER_S: Final = 0.002


def draw_load(
    seed: int, node: Node, ports: tuple[Port, ...], hosts: float
) -> tuple[Load, npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    """Return the load of each port, its ifAdminStatus, and whether something is plugged in."""
    count = len(ports)
    generator = np.random.default_rng([seed, _LOAD, node.number])
    speed = np.array([port.speed_mbps for port in ports], dtype=np.float64) * _BYTES_PER_S_PER_MBPS
    front = np.array([port.cabled for port in ports])
    linked = np.array([at in node.links for at in range(count)])
    idle_admin_down = generator.random(count) < _ADMIN_DOWN_SHARE
    plugged = linked | ~front | (generator.random(count) < hosts)
    admin = np.where(idle_admin_down & front & ~linked, _DOWN, _UP)
    share = np.where(front, generator.random((2, count)) ** 2 * _HOST_LOAD, _MANAGEMENT_LOAD)
    profiles = generator.integers(0, PROFILES, (2, count)).astype(np.int16)
    packet_bytes = generator.uniform(_PACKET_BYTES[0], _PACKET_BYTES[0] + _PACKET_BYTES[1], count)
    for at, link in node.links.items():
        packet_bytes[at] = _PACKET_BYTES[0] + _PACKET_BYTES[1] * uniform(seed, _LOAD, link.number, 2)
        speed[at] = link.speed_mbps * _BYTES_PER_S_PER_MBPS
        for way in (0, 1):  # 0 in, 1 out; the far end's out is our in
            side = int(link.a is node) ^ (1 - way)
            share[way, at] = _LINK_LOAD[0] + _LINK_LOAD[1] * uniform(seed, _LOAD, link.number, side) ** 2
            profiles[way, at] = int(uniform(seed, _LOAD, link.number, side, 1) * PROFILES)
    carries = plugged & (admin == _UP)
    loopback = np.array([port.if_type == SOFTWARE_LOOPBACK for port in ports])
    speed = np.where(loopback, _BYTES_PER_S_PER_MBPS, speed) * carries
    dirty = (generator.random((TROUBLE_ROWS, count)) < _DIRTY_SHARE) * carries * _DIRTY_PER_S
    load = Load(
        in_bytes_per_s=speed * share[0],
        out_bytes_per_s=speed * share[1],
        packet_bytes=packet_bytes,
        in_profile=profiles[0],
        out_profile=profiles[1],
        troubles_per_s=dirty * generator.random((TROUBLE_ROWS, count)),
    )
    return load, admin.astype(np.int64), plugged
