"""Who uses the processors meanwhile: processor time by what runs, from ``/proc``."""

import os
import time
from collections import Counter
from pathlib import Path
from typing import Final

_TICKS: Final = os.sysconf("SC_CLK_TCK")
_ROUTING: Final = {"zebra", "bgpd", "ospfd", "isisd", "bfdd", "staticd", "mgmtd", "watchfrr"}
_AGENTS: Final = {"snmpd", "lldpd"}


class Shares:
    """Counts from when it is made; ``server`` is the process whose group is Watchkeeper."""

    def __init__(self, server: int) -> None:
        """Begin to count."""
        self._server = server
        self._begun = time.monotonic()
        self._before = _used()

    def told(self) -> str:
        """Return the cores that each kind of process has used on average, and the load (1 min) now."""
        passed = max(time.monotonic() - self._begun, 1e-9)
        spent: Counter[str] = Counter()
        for pid, (name, group, seconds) in _used().items():
            known = self._before.get(pid)
            spent[self._kind(name, group)] += seconds - (known[2] if known and known[0] == name else 0)
        parts = (f"{kind} {seconds / passed:.2f}" for kind, seconds in spent.most_common() if seconds / passed >= 0.005)
        return f"cores in use over {passed:.0f} s: {', '.join(parts)}; load {os.getloadavg()[0]:.1f}"

    def _kind(self, name: str, group: int) -> str:
        if group == self._server:
            return "Watchkeeper"
        if os.getpgid(0) == group:
            return "this benchmark"
        return "routing daemons" if name in _ROUTING else "agents" if name in _AGENTS else "others"


def _used() -> dict[int, tuple[str, int, float]]:
    """Return name, process group and processor seconds of every process, of its own and of children it waited for."""
    found = {}
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            line = (folder / "stat").read_text(encoding="utf-8", errors="replace")
        except OSError:  # it has ended
            continue
        name, _, rest = line.partition("(")[2].rpartition(")")
        fields = rest.split()
        found[int(folder.name)] = name, int(fields[2]), sum(int(ticks) for ticks in fields[11:15]) / _TICKS
    return found
