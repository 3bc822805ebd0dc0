"""How long the correlation engine waits for what."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Holds:
    """How long the engine waits. All in seconds."""

    quiet_s: float = 75.0
    hold_s: float = 120.0
    clear_hold_s: float = 150.0
    reopen_s: float = 900.0
    late_parent_s: float = 300.0
