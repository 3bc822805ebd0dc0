"""A sweep over a scripted network: no socket, no waiting, every odd answer."""

import errno
from collections.abc import Callable, Iterator

import pytest

from watchkeeper.estate.drivers.icmp.packets import EchoReply, IcmpError, parse_stamp
from watchkeeper.estate.drivers.icmp.settings import IcmpSettings
from watchkeeper.estate.drivers.icmp.sweep import Sweep, Time
from watchkeeper.estate.drivers.icmp.tally import EchoTally
from watchkeeper.estate.drivers.icmp.wire import Received, pack_address
from watchkeeper.estate.drivers.protocol import Outcome

MS = 1_000_000


class Network:
    """A wire whose hosts are functions from (echo number) to round trip in ms, None (lost) or an error text."""

    any_ident = False

    def __init__(self, hosts: dict[str, Callable[[int], float | str | None]]) -> None:
        self.hosts = hosts
        self.now_ns = 1_000 * MS
        self.sent: list[tuple[str, float]] = []
        self.pending: list[tuple[int, Received]] = []
        self.send_errors: dict[str, list[OSError]] = {}
        self.answer_from: dict[str, str] = {}

    def clocks(self) -> Time:
        return Time(unix_ns=lambda: self.now_ns, monotonic_s=lambda: self.now_ns / 1e9)

    def send(self, packet: bytes, address: str) -> None:
        if self.send_errors.get(address):
            raise self.send_errors[address].pop(0)
        stamp = parse_stamp(packet[8:])
        assert stamp is not None
        self.sent.append((address, self.now_ns / 1e9))
        says = self.hosts[address](stamp.echo)
        ident, sequence = int.from_bytes(packet[4:6], "big"), int.from_bytes(packet[6:8], "big")
        if isinstance(says, str):
            error = IcmpError(ident, sequence, pack_address(address), says)
            self.pending.append((self.now_ns + MS, Received(error, None, self.now_ns + MS)))
        elif says is not None:
            at = self.now_ns + int(says * MS)
            source = pack_address(self.answer_from.get(address, address))
            self.pending.append((at, Received(stamp, source, at)))

    def drain(self) -> Iterator[Received]:
        ready = [entry for entry in self.pending if entry[0] <= self.now_ns]
        self.pending = [entry for entry in self.pending if entry[0] > self.now_ns]
        yield from (received for _, received in sorted(ready, key=lambda entry: entry[0]))

    def wait(self, timeout_s: float) -> bool:
        until = self.now_ns + int(timeout_s * 1e9) + 1
        first = min((at for at, _ in self.pending), default=until)
        self.now_ns = max(self.now_ns, min(first, until))
        return first <= until

    def close(self) -> None:
        pass


def sweep(network: Network, settings: IcmpSettings | None = None) -> dict[str, EchoTally]:
    addresses = list(network.hosts)
    work = Sweep(addresses, settings or IcmpSettings(), network, clocks=network.clocks())
    return dict(zip(addresses, work.run(), strict=True))


def test_round_trips_and_loss_are_counted_per_echo() -> None:
    network = Network({"10.0.0.1": lambda echo: [1.0, None, 3.0][echo], "10.0.0.2": lambda _: None})
    seen = sweep(network)
    assert seen["10.0.0.1"].rtts_ms == pytest.approx((1.0, 3.0))
    assert seen["10.0.0.1"].loss_ratio == pytest.approx(1 / 3)
    assert seen["10.0.0.1"].outcome is Outcome.OK
    assert seen["10.0.0.2"] == EchoTally(3, (), Outcome.TIMEOUT, "no answer to 3 echo requests")
    assert seen["10.0.0.2"].up is False


def test_a_destination_reported_unreachable_gets_no_further_echo() -> None:
    network = Network({"10.0.0.1": lambda _: "host unreachable", "10.0.0.2": lambda _: 1.0})
    seen = sweep(network)
    assert seen["10.0.0.1"] == EchoTally(1, (), Outcome.UNREACHABLE, "host unreachable")
    assert [address for address, _ in network.sent].count("10.0.0.1") == 1
    assert seen["10.0.0.2"].rtts_ms == pytest.approx((1.0, 1.0, 1.0))


def test_an_answer_outweighs_an_error() -> None:
    network = Network({"10.0.0.1": lambda echo: 1.0 if echo == 0 else "time to live exceeded"})
    assert sweep(network)["10.0.0.1"].outcome is Outcome.OK


def test_an_answer_after_the_timeout_is_lost() -> None:
    network = Network({"10.0.0.1": lambda _: 1500.0, "10.0.0.2": lambda _: 999.0})
    seen = sweep(network, IcmpSettings(gap_s=2.0))
    assert seen["10.0.0.1"].outcome is Outcome.TIMEOUT
    assert len(seen["10.0.0.2"].rtts_ms) == 3


def test_an_answer_from_another_address_is_not_the_targets() -> None:
    network = Network({"10.0.0.1": lambda _: 1.0})
    network.answer_from["10.0.0.1"] = "10.9.9.9"
    assert sweep(network)["10.0.0.1"].outcome is Outcome.TIMEOUT


def test_a_duplicate_answer_counts_once_and_foreign_cookies_never() -> None:
    network = Network({"10.0.0.1": lambda _: None})
    alien = Received(EchoReply(b"not ours", 0, 0), pack_address("10.0.0.1"), network.now_ns)
    network.pending = [(0, alien)]
    assert sweep(network, IcmpSettings(echoes=1))["10.0.0.1"].outcome is Outcome.TIMEOUT
    twice = Network({"10.0.0.1": lambda _: 1.0})
    original_send = twice.send

    def send(packet: bytes, address: str) -> None:
        original_send(packet, address)
        twice.pending.append(twice.pending[-1])

    twice.send = send  # type: ignore[method-assign]
    assert len(sweep(twice)["10.0.0.1"].rtts_ms) == 3


def test_the_sweep_ends_as_soon_as_nothing_is_outstanding() -> None:
    network = Network({"10.0.0.1": lambda _: 1.0, "10.0.0.2": lambda _: "host unreachable"})
    before = network.now_ns
    sweep(network, IcmpSettings(echoes=1, timeout_s=30))
    assert network.now_ns - before < 10 * MS


def test_one_lost_echo_costs_one_timeout_however_many_targets() -> None:
    hosts: dict[str, Callable[[int], float | str | None]] = {
        f"10.0.{i // 250}.{i % 250}": lambda _: None for i in range(500)
    }
    network = Network(hosts)
    before = network.now_ns
    sweep(network, IcmpSettings(echoes=1, timeout_s=1, rate_per_s=1_000_000))
    assert network.now_ns - before < 1_100 * MS


def test_sends_are_paced() -> None:
    hosts: dict[str, Callable[[int], float | str | None]] = {f"10.0.0.{i}": lambda _: 0.1 for i in range(100)}
    network = Network(hosts)
    sweep(network, IcmpSettings(echoes=1, rate_per_s=100))
    times = [at for _, at in network.sent]
    assert 0.9 <= times[-1] - times[0] <= 1.1


def test_echoes_to_one_target_are_apart() -> None:
    network = Network({"10.0.0.1": lambda _: 1.0})
    sweep(network, IcmpSettings(gap_s=0.2))
    first, second, third = (at for _, at in network.sent)
    assert second - first >= 0.2
    assert third - second >= 0.2


def test_a_refused_send_is_denied_and_no_route_is_unreachable_and_others_go_on() -> None:
    network = Network(dict.fromkeys(["10.0.0.1", "10.0.0.2", "10.0.0.3"], lambda _: 1.0))
    network.send_errors = {
        "10.0.0.1": [PermissionError(errno.EPERM, "Operation not permitted")],
        "10.0.0.2": [OSError(errno.ENETUNREACH, "Network is unreachable")],
        "10.0.0.3": [BlockingIOError(errno.EAGAIN, "no room"), OSError(errno.ENOBUFS, "no room")],
    }
    seen = sweep(network)
    assert seen["10.0.0.1"].outcome is Outcome.DENIED
    assert seen["10.0.0.1"].up is None
    assert seen["10.0.0.2"] == EchoTally(0, (), Outcome.UNREACHABLE, "no route: Network is unreachable")
    assert len(seen["10.0.0.3"].rtts_ms) == 3


def test_a_stopped_sweep_ends_at_once() -> None:
    network = Network({"10.0.0.1": lambda _: None})
    work = Sweep(["10.0.0.1"], IcmpSettings(timeout_s=30), network, clocks=network.clocks())
    work.stop()
    before = network.now_ns
    work.run()
    assert network.now_ns == before
