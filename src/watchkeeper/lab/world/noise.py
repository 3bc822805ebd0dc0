"""Numbers that look random but follow from a seed and keys alone: the same lab every time, in every process."""

from typing import Final

_MASK: Final = (1 << 64) - 1
_GOLDEN: Final = 0x9E3779B97F4A7C15


def mixed(seed: int, *keys: int) -> int:
    """Return 64 well-mixed bits of ``seed`` and ``keys`` (SplitMix64's finaliser, once for each key)."""
    state = seed & _MASK
    for key in keys:
        state = (state ^ (key & _MASK)) + _GOLDEN & _MASK
        state = (state ^ state >> 30) * 0xBF58476D1CE4E5B9 & _MASK
        state = (state ^ state >> 27) * 0x94D049BB133111EB & _MASK
        state ^= state >> 31
    return state


def uniform(seed: int, *keys: int) -> float:
    """Return a number in 0 ≤ x < 1."""
    return (mixed(seed, *keys) >> 11) / (1 << 53)
