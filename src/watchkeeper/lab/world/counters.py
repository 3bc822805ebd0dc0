"""Interface counters of one device: formulas of time, plus what link failures and injected errors did to them."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from watchkeeper.lab.world.rhythm import PLAIN, Floats, Moment, Rhythm

TRAFFIC_ROWS: Final = 8
"""In octets, unicast, multicast, broadcast packets; the same four out."""
TROUBLE_ROWS: Final = 4
"""In discards, in errors, out discards, out errors."""


@dataclass(frozen=True, slots=True, eq=False)
class Load:
    """What an interface carries on average: bytes per second, mean packet size, and the profile that shapes it."""

    in_bytes_per_s: Floats
    out_bytes_per_s: Floats
    packet_bytes: Floats
    in_profile: npt.NDArray[np.int16]
    out_profile: npt.NDArray[np.int16]
    troubles_per_s: Floats
    """Shape (4, ports): errors and discards that are normal here."""

    def rates(self) -> Floats:
        """Return mean units per second, shape (12, ports): traffic rows, then trouble rows."""
        busy = ((self.in_bytes_per_s + self.out_bytes_per_s) > 0).astype(np.float64)
        return np.vstack(
            (
                self.in_bytes_per_s,
                self.in_bytes_per_s / self.packet_bytes,
                busy * 0.45,
                busy * 0.12,
                self.out_bytes_per_s,
                self.out_bytes_per_s / self.packet_bytes,
                busy * 0.5,
                busy * 0.1,
                self.troubles_per_s,
            )
        )

    def profiles(self) -> npt.NDArray[np.int16]:
        """Return the profile of each rate, same shape."""
        plain = np.full_like(self.in_profile, PLAIN)
        inward, outward = self.in_profile, self.out_profile
        return np.vstack((inward, inward, plain, plain, outward, outward, *[plain] * 6))


class Counters:
    """Counter values at a moment. *Activity* is a profile's integral in seconds since the device booted."""

    def __init__(self, load: Load, rhythm: Rhythm, boot_s: float) -> None:
        self._rhythm = rhythm
        self._rates = load.rates()
        self._profiles = load.profiles()
        self._extra_rates: dict[int, tuple[float, float]] = {}
        self.restart(boot_s)

    def restart(self, boot_s: float) -> None:
        """Begin again from zero at ``boot_s``; injected errors go on."""
        self._boot_s = boot_s
        self._boot_surplus = self._rhythm.surplus(boot_s)
        self._lost: Floats | None = None
        self._frozen: dict[int, Floats] = {}
        self._extra = np.zeros(self._rates.shape[1])
        self._extra_rates = {port: (boot_s, rate) for port, (_, rate) in self._extra_rates.items()}

    def traffic(self, moment: Moment) -> npt.NDArray[np.int64]:
        """Return octets and packets, shape (8, ports)."""
        return self._values(moment, slice(0, TRAFFIC_ROWS))

    def troubles(self, moment: Moment) -> npt.NDArray[np.int64]:
        """Return discards and errors, shape (4, ports)."""
        values = self._values(moment, slice(TRAFFIC_ROWS, TRAFFIC_ROWS + TROUBLE_ROWS))
        if self._extra_rates or self._extra.any():
            extra = self._extra.copy()
            for port, (since_s, rate) in self._extra_rates.items():
                extra[port] += rate * max(moment.at_s - since_s, 0.0)
            values[1] += extra.astype(np.int64)
        return values

    def stop(self, port: int, at_s: float) -> None:
        """Let an interface carry nothing from ``at_s`` on."""
        if port not in self._frozen:
            self._frozen[port] = self._activity(at_s, self._rhythm.surplus(at_s), slice(None))[:, port].copy()

    def go_on(self, port: int, at_s: float) -> None:
        """Let a stopped interface carry traffic again; what would have passed meanwhile is lost."""
        frozen = self._frozen.pop(port, None)
        if frozen is None:
            return
        now = self._activity(at_s, self._rhythm.surplus(at_s), slice(None))[:, port]
        if self._lost is None:
            self._lost = np.zeros(self._rates.shape)
        self._lost[:, port] += now - frozen

    def inject_errors(self, port: int, per_second: float, at_s: float) -> None:
        """Add input errors at this rate from ``at_s`` on; 0 ends it, what was counted stays."""
        since_s, rate = self._extra_rates.pop(port, (at_s, 0.0))
        self._extra[port] += rate * max(at_s - since_s, 0.0)
        if per_second:
            self._extra_rates[port] = (at_s, per_second)

    def _values(self, moment: Moment, rows: slice) -> npt.NDArray[np.int64]:
        activity = self._activity(moment.at_s, moment.surplus, rows)
        for port, frozen in self._frozen.items():
            activity[:, port] = frozen[rows]
        return (self._rates[rows] * activity).astype(np.int64)

    def _activity(self, at_s: float, surplus: Floats, rows: slice) -> Floats:
        lead = surplus - self._boot_surplus + (at_s - self._boot_s)
        activity: Floats = lead[self._profiles[rows]]
        if self._lost is not None:
            activity -= self._lost[rows]
        return np.maximum(activity, 0.0)
