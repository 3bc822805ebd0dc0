"""Pinging 10,000 addresses, all alive and with one in ten dead, beside fping (or a `ping` per host) in one run.

    python benchmarks/icmp_sweep.py [--targets 10000] [--timeout 1.0]

All addresses are on the loopback. Dead ones do not answer because this program drops what arrives there, with nftables
in a network namespace of its own (root). Without root all are alive.
"""

import argparse
import asyncio
import os
import resource
import shutil
import subprocess
import sys
import time
from collections import Counter

from watchkeeper.estate.drivers.icmp.pinger import IcmpPinger
from watchkeeper.estate.drivers.icmp.settings import IcmpSettings

NAMESPACE_VARIABLE = "WATCHKEEPER_BENCHMARK_NAMESPACE"
DEAD_NETWORK = "127.200.0.0/16"
PINGS_OF_A_HOST = 300


def addresses(count: int, dead_share: float) -> list[str]:
    dead = int(count * dead_share)
    alive = [f"127.{30 + i // 62_500}.{i // 250 % 250}.{i % 250 + 1}" for i in range(count - dead)]
    return alive + [f"127.200.{i // 250}.{i % 250 + 1}" for i in range(dead)]


def own_namespace() -> bool:
    """Run this program again where a part of the loopback never answers; False if that is not allowed."""
    if os.environ.get(NAMESPACE_VARIABLE):
        return False
    script = (
        "ip link set lo up && nft add table ip hole && "
        "nft add chain ip hole in '{ type filter hook input priority 0; }' && "
        f'nft add rule ip hole in ip daddr {DEAD_NETWORK} drop && exec "$@"'
    )
    if subprocess.run(["unshare", "-n", "true"], capture_output=True, check=False).returncode:
        return False
    environment = os.environ | {NAMESPACE_VARIABLE: "1"}
    done = subprocess.run(
        ["unshare", "-n", "sh", "-c", script, "sh", sys.executable, *sys.argv], env=environment, check=False
    )
    sys.exit(done.returncode)


def ours(targets: list[str], timeout_s: float) -> tuple[float, float, int]:
    settings = IcmpSettings(echoes=1, timeout_s=timeout_s, gap_s=0, rate_per_s=1_000_000)
    before, started = os.times(), time.perf_counter()
    seen = asyncio.run(IcmpPinger(settings).ping(targets))
    elapsed, after = time.perf_counter() - started, os.times()
    up = Counter(tally.up for tally in seen.values())
    return elapsed, after.user + after.system - before.user - before.system, up[True]


def fping(targets: list[str], timeout_s: float) -> tuple[float, float, int]:
    gap = "0" if os.geteuid() == 0 else "1"
    command = ["fping", "-C", "1", "-q", "-i", gap, "-t", str(int(timeout_s * 1000)), "-p", "20"]
    before, started = os.times(), time.perf_counter()
    done = subprocess.run(command, input="\n".join(targets), capture_output=True, text=True, check=False)
    elapsed, after = time.perf_counter() - started, os.times()
    up = sum(1 for line in done.stderr.splitlines() if " : " in line and not line.rstrip().endswith("-"))
    return elapsed, after.children_user + after.children_system - before.children_user - before.children_system, up


def ping_each(targets: list[str], timeout_s: float) -> tuple[float, float, int]:
    """One system ping per host, 64 at once, for a sample; scaled to all."""
    step = max(1, len(targets) // PINGS_OF_A_HOST)
    sample = targets[::step]
    before, started, up = os.times(), time.perf_counter(), 0
    running: list[subprocess.Popen[bytes]] = []
    for target in sample:
        command = ["ping", "-n", "-q", "-c", "1", "-W", str(timeout_s), target]
        running.append(subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        if len(running) == 64:
            up += running.pop(0).wait() == 0
    up += sum(process.wait() == 0 for process in running)
    elapsed, after = time.perf_counter() - started, os.times()
    scale = len(targets) / len(sample)
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return elapsed * scale, cpu * scale, round(up * scale)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--targets", type=int, default=10_000)
    parser.add_argument("--timeout", type=float, default=1.0)
    arguments = parser.parse_args()
    if os.geteuid() == 0:
        own_namespace()
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    shares = (0.0, 0.1) if os.environ.get(NAMESPACE_VARIABLE) else (0.0,)
    peers = [(name, run) for name, run in (("fping", fping), ("ping", ping_each)) if shutil.which(name)]
    for share in shares:
        targets = addresses(arguments.targets, share)
        print(f"\n{len(targets)} targets, {share:.0%} dead, one echo each, timeout {arguments.timeout:g} s")
        wall, cpu, up = ours(targets, arguments.timeout)
        print(f"  {'watchkeeper':<34} {wall:>7.2f} s  {cpu:>6.2f} s CPU  {up} alive")
        for name, run in peers:
            title = name if name == "fping" else "ping per host, 64 at once (scaled)"
            theirs, their_cpu, their_up = run(targets, arguments.timeout)
            print(
                f"  {title:<34} {theirs:>7.2f} s  {their_cpu:>6.2f} s CPU  {their_up} alive   "
                f"{theirs / wall:.1f} x our time, {their_cpu / cpu:.1f} x our CPU"
            )


if __name__ == "__main__":
    main()
