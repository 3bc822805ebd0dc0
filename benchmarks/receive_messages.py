"""Syslog and traps received, understood and stored, beside rsyslogd and snmptrapd that only write them to a file.

    python benchmarks/receive_messages.py [--messages 100000] [--rates 10000,20000,50000] [--processes 2]

Everything runs on this machine, the sender included: it takes its part of the processors. What a receiver costs is its
processor time a message, which other load disturbs less than the clock. "Lost" is what was sent and not stored.
"""

import argparse
import json
import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import psutil

from watchkeeper.observe.messages.archive import Archive
from watchkeeper.observe.messages.syslog.engine import Dialects
from watchkeeper.observe.messages.syslog.load import shipped

TEXTS = (
    "<189>{at} r{n} Ebra: %LINEPROTO-5-UPDOWN: Line protocol on Interface Ethernet{p}, changed state to down",
    "<28>{at} r{n} rpd[2902]: RPD_BGP_NEIGHBOR_STATE_CHANGED: BGP peer 2001:db8::{p} changed state from Idle to Active",
    "<189>{n}: *{at}.120: %OSPF-5-ADJCHG: Process 1, Nbr 192.0.2.{n} on Gi0/{p} from LOADING to FULL, Loading Done",
    "<188>{at} ce{n} %%01IFPDT/4/IF_STATE(l)[{n}]:Interface GigabitEthernet0/0/{p} has turned into DOWN state.",
    "<86>{at} host{n} sshd[{n}]: Connection closed by authenticating user root 198.51.100.{n} port 4{p} [preauth]",
    "<30>{at} host{n} systemd[1]: Started Session {p} of user backup.",
    "<13>{at} host{n} app: request {p} took {n} ms and nobody has described this message",
)
SETTLED_S = 12.0


def messages(count: int, ports: int = 1) -> list[bytes]:
    """Return messages of 250 senders with ``ports`` ports, sessions or numbers each: so many sentences repeat."""
    at = f"{datetime.now(UTC):%b %d %H:%M:%S}"
    return [
        TEXTS[i % len(TEXTS)].format(at=at, n=i % 250 + 1, p=i // 250 % ports * 250 + i % 250 + 1).encode()
        for i in range(count)
    ]


def traps(count: int) -> list[bytes]:
    """Return v2c linkDown traps."""
    from watchkeeper.estate.drivers.snmp import ber, pdu

    def varbind(name: tuple[int, ...], value: bytes) -> bytes:
        return ber.tlv(ber.SEQUENCE, ber.tlv(ber.OBJECT_ID, ber.encode_oid(name)) + value)

    made = []
    for n in range(count):
        port = n % 500 + 1
        body = (
            varbind((1, 3, 6, 1, 2, 1, 1, 3, 0), ber.integer(n, ber.TIMETICKS))
            + varbind(
                (1, 3, 6, 1, 6, 3, 1, 1, 4, 1, 0),
                ber.tlv(ber.OBJECT_ID, ber.encode_oid((1, 3, 6, 1, 6, 3, 1, 1, 5, 3))),
            )
            + varbind((1, 3, 6, 1, 2, 1, 2, 2, 1, 1, port), ber.integer(port))
            + varbind((1, 3, 6, 1, 2, 1, 2, 2, 1, 8, port), ber.integer(2))
        )
        head = ber.integer(n) + ber.integer(0) + ber.integer(0)
        message = pdu.community_head(pdu.V2C, b"public") + ber.tlv(0xA7, head + ber.tlv(ber.SEQUENCE, body))
        made.append(ber.tlv(ber.SEQUENCE, message))
    return made


def blast(datagrams: list[bytes], port: int, rate: int) -> float:
    """Send at ``rate`` a second from 64 sockets, a few at a time; return the rate that was reached."""
    senders = [socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in range(64)]
    for sender in senders:
        sender.connect(("127.0.0.1", port))
    started = time.perf_counter()
    for start in range(0, len(datagrams), 50):
        wait = started + start / rate - time.perf_counter()
        if wait > 0:
            time.sleep(wait)
        send = senders[start // 50 % len(senders)].send
        for datagram in datagrams[start : start + 50]:
            try:
                send(datagram)
            except OSError:
                continue
    reached = len(datagrams) / (time.perf_counter() - started)
    for sender in senders:
        sender.close()
    return reached


def cpu_of(process: psutil.Process) -> float:
    total = 0.0
    for each in (process, *process.children(recursive=True)):
        times = each.cpu_times()
        total += times.user + times.system
    return total


def measure(
    name: str, pid: int, port: int, datagrams: list[bytes], rate: int, stored: Callable[[], int]
) -> tuple[float, int]:
    process = psutil.Process(pid)
    cpu, before = cpu_of(process), stored()
    reached = blast(datagrams, port, rate)
    seen, since = stored(), time.monotonic()
    while time.monotonic() - since < SETTLED_S:
        time.sleep(0.25)
        if stored() != seen:
            seen, since = stored(), time.monotonic()
    got = seen - before
    cost = (cpu_of(process) - cpu) / max(got, 1) * 1e6
    memory = sum(each.memory_info().rss for each in (process, *process.children(recursive=True))) / 1e6
    lost = len(datagrams) - got
    print(
        f"  {name:<36} {reached:>9,.0f}/s sent {got:>9,} stored {lost:>8,} lost ({lost / len(datagrams):.1%}) "
        f"{cost:>6.1f} us CPU each {memory:>5.0f} MB"
    )
    return cost, lost


@contextmanager
def running(*command: str, env: dict[str, str] | None = None) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=env)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def wk(*arguments: str) -> tuple[str, ...]:
    return (
        sys.executable,
        "-c",
        "import sys; from watchkeeper.faces.cli.main import main; sys.exit(main())",
        *arguments,
    )


@contextmanager
def receiver(folder: Path, processes: int) -> Iterator[tuple[int, dict[str, int], Callable[[], int]]]:
    data = folder / "wk"
    subprocess.run(wk("init", "--data-dir", str(data)), check=True, capture_output=True)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    where = ("--data-dir", str(data), "--syslog-udp", f"127.0.0.1:{port}", "--traps", "127.0.0.1:0")
    command = wk("receive", *where, "--json", "--processes", str(processes))
    with running(*command) as process:
        said = iter(process.stdout or ())
        ports = json.loads(next(line for line in said if line.startswith('{"ports"')))["ports"]
        time.sleep(4 if processes > 1 else 1)
        yield process.pid, ports, lambda: rows(Archive(data / "messages"))


_counted: dict[Path, int] = {}


def rows(archive: Archive) -> int:
    import pyarrow.parquet as pq

    total = 0
    for file in archive.files():
        if file.path not in _counted:
            try:
                _counted[file.path] = pq.read_metadata(file.path).num_rows
            except FileNotFoundError:  # it was merged away: count again
                return rows(archive)
        total += _counted[file.path]
    return total


def lines(path: Path) -> int:
    if not path.exists():
        return 0
    with path.open("rb") as file:
        return sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(1 << 20), b""))


def rsyslogd(folder: Path, datagrams: list[bytes], rate: int, port: int = 15_140) -> None:
    config, out = folder / "rsyslog.conf", folder / f"rsyslog-{rate}.log"
    config.write_text(
        f'module(load="imudp" threads="2")\nglobal(workDirectory="{folder}")\n'
        f'input(type="imudp" port="{port}" address="127.0.0.1" rcvbufsize="8m")\naction(type="omfile" file="{out}")\n'
    )
    with running("rsyslogd", "-n", "-f", str(config), "-i", str(folder / "rsyslog.pid")) as process:
        time.sleep(1)
        measure("rsyslogd to a file", process.pid, port, datagrams, rate, lambda: lines(out))


def snmptrapd(folder: Path, datagrams: list[bytes], rate: int, port: int = 15_162) -> None:
    config, out = folder / "snmptrapd.conf", folder / f"snmptrapd-{rate}.log"
    config.write_text("disableAuthorization yes\n")
    command = ("snmptrapd", "-f", "-n", "-On", "-C", "-c", str(config), "-Lf", str(out), f"udp:127.0.0.1:{port}")
    with running(*command, env=os.environ | {"MIBS": ""}) as process:
        time.sleep(1)
        measure("snmptrapd to a file", process.pid, port, datagrams, rate, lambda: lines(out) // 2)


def parsing(count: int, ports: int) -> None:
    dialects, now = Dialects(shipped()), datetime.now(UTC)
    platforms = ("eos", "junos", "ios", "huawei", "generic", "generic", "generic")
    texts = [(dialects.of(platforms[n % len(platforms)]), m.decode()) for n, m in enumerate(messages(count, ports))]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_utime
    known = sum(dialect.parse(text, now).event is not None for dialect, text in texts if dialect is not None)
    spent = resource.getrusage(resource.RUSAGE_SELF).ru_utime - before
    before = resource.getrusage(resource.RUSAGE_SELF).ru_utime
    for n in range(count):
        json.dumps({"number": n, "text": "a small mapping"})
    scale = resource.getrusage(resource.RUSAGE_SELF).ru_utime - before
    told = len({text for _, text in texts}) / count
    print(
        f"understanding alone, {told:.0%} of the sentences said once: {spent / count * 1e6:.1f} us CPU a message, "
        f"{known / count:.0%} of them an event;"
    )
    print(f"json.dumps of a small mapping, the same run: {scale / count * 1e6:.1f} us (usually 2 to 3)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--messages", type=int, default=100_000)
    parser.add_argument("--rates", default="10000,20000,50000")
    parser.add_argument("--trap-rates", default="5000,10000")
    parser.add_argument("--ports", type=int, default=1, help="ports of each sender; many make every sentence another")
    parser.add_argument("--processes", type=int, default=2)
    arguments = parser.parse_args()
    load = os.getloadavg()[0]
    print(f"{os.cpu_count()} processors, load {load:.1f} before the run")
    parsing(20_000, 1)
    parsing(20_000, 39)
    syslog = messages(arguments.messages, arguments.ports)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        with receiver(folder, arguments.processes) as (pid, ports, stored):
            for rate in map(int, arguments.rates.split(",")):
                print(f"\n{len(syslog):,} syslog messages at {rate:,}/s")
                measure(f"wk receive, {arguments.processes} processes", pid, ports["syslog_udp"], syslog, rate, stored)
                if shutil.which("rsyslogd"):
                    rsyslogd(folder, syslog, rate)
            for rate in map(int, arguments.trap_rates.split(",")):
                some = traps(arguments.messages // 2)
                print(f"\n{len(some):,} traps at {rate:,}/s")
                measure("wk receive, one process for traps", pid, ports["traps"], some, rate, stored)
                if shutil.which("snmptrapd"):
                    snmptrapd(folder, some, rate)


if __name__ == "__main__":
    main()
