"""The living state of one emulated device: what its tables show at this moment."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from watchkeeper.lab.models.model import LldpAdvert, Model, Port
from watchkeeper.lab.snmp.layout import Value
from watchkeeper.lab.world.counters import Counters
from watchkeeper.lab.world.load import draw_load
from watchkeeper.lab.world.noise import mixed, uniform
from watchkeeper.lab.world.rhythm import WOBBLES, Floats, Moment
from watchkeeper.lab.world.topology import Node

if TYPE_CHECKING:
    from watchkeeper.lab.world.network import Network

UP, DOWN = 1, 2
NO_LIGHT_DBM: Final = -40.0
_CHASSIS: Final = 3
_LINK_UP_AFTER_BOOT_TICKS: Final = 4_200
_TICKS_PER_S: Final = 100
_WRAP: Final = 1 << 32
_JITTERS: Final = 64
_SERIAL, _SIGNAL, _PART = range(3)


@dataclass(slots=True)
class Fade:
    """Light that a port's receiver loses: so much already, and so much more each minute since a moment."""

    since_s: float
    db_per_minute: float


class DeviceState:
    """What one device shows. Arrays are by port position; statuses are IF-MIB numbers."""

    def __init__(self, network: "Network", node: Node, model: Model, ports: tuple[Port, ...]) -> None:
        self.network = network
        self.node = node
        self.model = model
        self.ports = ports
        self.version = 0
        seed = network.seed
        self.own_serial = model.make_serial(mixed(seed, _SERIAL, node.number))
        self.serial = self.own_serial
        self.sysname = node.name
        self.chassis_mac = network.mac(node, 0)
        self.boot_s = network.boot_s(node)
        load, self.admin_status, self.plugged = draw_load(seed, node, ports, model.hosts)
        self.oper_status = np.where(self.plugged & (self.admin_status == UP), UP, DOWN).astype(np.int64)
        self.last_change_ticks = np.full(len(ports), _LINK_UP_AFTER_BOOT_TICKS, dtype=np.int64)
        self.counters = Counters(load, network.ticker.rhythm, self.boot_s)
        self.fades: dict[int, Fade] = {}
        generator = np.random.default_rng([seed, _SIGNAL, node.number])
        self._jitter = generator.uniform(-1.0, 1.0, _JITTERS)
        self._tx_dbm, self._rx_dbm = self._light()

    # ------------------------------------------------------------------ time

    @property
    def moment(self) -> Moment:
        """Return the instant that the lab shows now."""
        return self.network.ticker.moment

    @property
    def uptime_ticks(self) -> int:
        """Return sysUpTime: 1/100 s since boot, wrapping at 2³²."""
        return int((self.moment.at_s - self.boot_s) * _TICKS_PER_S) % _WRAP

    def ticks_at(self, at_s: float) -> int:
        """Return the device's sysUpTime at epoch second ``at_s``."""
        return max(int((at_s - self.boot_s) * _TICKS_PER_S), 0) % _WRAP

    # ------------------------------------------------------------------ identity

    @property
    def os_version(self) -> str:
        """Return the software release, as sysDescr has it."""
        return self.network.release(self.node)

    @property
    def sys_descr(self) -> str:
        """Return sysDescr."""
        return self.model.describe(self.sysname)

    @property
    def location(self) -> str:
        """Return sysLocation: the site, then the rack."""
        return f"{self.node.site.name}, rack {1 + self.node.number % 12}"

    @property
    def macs(self) -> list[Value | None]:
        """Return ifPhysAddress of each port; loopbacks have none."""
        return [self.network.mac(self.node, at) if port.speed_mbps else b"" for at, port in enumerate(self.ports)]

    @property
    def aliases(self) -> list[Value | None]:
        """Return ifAlias of each port."""
        return [self._alias(at) for at in range(len(self.ports))]

    def _alias(self, at: int) -> str:
        link = self.node.links.get(at)
        if link is not None:
            far, far_port = link.far(self.node)
            return f"to {far.name} {self.network.port_name(far, far_port)}"
        if self.ports[at].cabled and self.plugged[at]:
            return f"host r{1 + at // 8:02d}-u{1 + self.node.number % 40:02d}-{at:02d}"
        return ""

    def part_serial(self, index: int, kind: int) -> str:
        """Return the serial number of a physical part: the chassis has the device's."""
        if kind == _CHASSIS:
            return self.serial
        return self.model.make_serial(mixed(self.network.seed, _PART, self.node.number, index))

    # ------------------------------------------------------------------ interfaces

    def traffic(self) -> npt.NDArray[np.int64]:
        """Return octet and packet counters, shape (8, ports): in octets, unicast, multicast, broadcast; then out."""
        return self.counters.traffic(self.moment)

    def troubles(self) -> npt.NDArray[np.int64]:
        """Return in discards, in errors, out discards, out errors, shape (4, ports)."""
        return self.counters.troubles(self.moment)

    def set_link(self, at: int, *, up: bool, at_s: float) -> None:
        """Let a port's link come or go at epoch second ``at_s``."""
        status = UP if up and self.admin_status[at] == UP else DOWN
        if self.oper_status[at] == status:
            return
        self.oper_status[at] = status
        self.last_change_ticks[at] = self.ticks_at(at_s)
        if status == UP:
            self.counters.go_on(at, at_s)
        else:
            self.counters.stop(at, at_s)
        self.version += 1

    def restart(self, at_s: float) -> None:
        """Boot at epoch second ``at_s``: clocks and counters begin at zero."""
        self.boot_s = at_s
        self.counters.restart(at_s)
        for at in np.flatnonzero(self.oper_status == DOWN):
            self.counters.stop(int(at), at_s)
        self.last_change_ticks[:] = _LINK_UP_AFTER_BOOT_TICKS
        self.version += 1

    # ------------------------------------------------------------------ neighbours

    def advert(self, at: int) -> LldpAdvert:
        """Return how a port names itself over LLDP."""
        return self.model.advertise(self.ports[at], self.network.mac(self.node, at))

    def neighbour(self, at: int) -> tuple[Value | None, ...]:
        """Return lldpRemEntry's columns 4..12 for a port, all ``None`` without a neighbour."""
        link = self.node.links.get(at)
        if link is None or self.oper_status[at] != UP:
            return (None,) * 9
        far, far_port = link.far(self.node)
        model = self.network.model(far)
        if not model.speaks_lldp:
            return (None,) * 9
        advert = model.advertise(self.network.port(far, far_port), self.network.mac(far, far_port))
        mac = self.network.mac(far, 0)
        return (
            *(4, mac, advert.subtype, advert.port_id, advert.descr),
            *(far.name, model.describe(far.name), model.lldp_capabilities, model.lldp_capabilities),
        )

    # ------------------------------------------------------------------ sensors

    def around(self, base: Floats, spread: Floats, swing: Floats) -> Floats:
        """Return readings that differ a little between devices and move slowly with time."""
        order = np.arange(len(base))
        jitter = self._jitter[order % _JITTERS]
        wobble = self.moment.wobble[(order * 7 + self.node.number) % WOBBLES]
        readings: Floats = base + spread * jitter + swing * wobble
        return readings

    def busyness(self, base: float, swing: float, key: int = 0) -> float:
        """Return a percentage that follows the load of the day, between 1 and 99."""
        profile = (self.node.number * 5 + key * 11) % WOBBLES
        return float(min(max(base + swing * (self.moment.rates[profile] - 1.0) + 3 * self._jitter[key], 1.0), 99.0))

    def optics(self) -> Floats:
        """Return light received (dBm), light sent (dBm) and laser current (mA), shape (3, ports)."""
        order = np.arange(len(self.ports))
        wobble = self.moment.wobble
        sent = self._tx_dbm + 0.06 * wobble[(order + self.node.number) % WOBBLES]
        received = self._rx_dbm + 0.15 * wobble[(order * 3 + self.node.number) % WOBBLES]
        for at, fade in self.fades.items():
            received[at] -= fade.db_per_minute * max(self.moment.at_s - fade.since_s, 0.0) / 60.0
        received = np.where(self.oper_status == UP, np.maximum(received, NO_LIGHT_DBM), NO_LIGHT_DBM)
        sent = np.where(self.admin_status == UP, sent, NO_LIGHT_DBM)
        bias = np.where(self.admin_status == UP, 36.0 + 2.5 * (sent + 2.5), 0.0)
        return np.vstack((received, sent, bias))

    def _light(self) -> tuple[Floats, Floats]:
        """Return light sent and received by each port; a cable loses the same in both directions."""
        seed, number = self.network.seed, self.node.number
        sent = np.array([-2.6 + 1.4 * uniform(seed, _SIGNAL, number, at) for at in range(len(self.ports))])
        received = sent - 2.2
        for at, link in self.node.links.items():
            far, far_port = link.far(self.node)
            far_sent = -2.6 + 1.4 * uniform(seed, _SIGNAL, far.number, far_port)
            received[at] = far_sent - (0.8 + 3.5 * uniform(seed, _SIGNAL, -1, link.number))
        return sent, received
