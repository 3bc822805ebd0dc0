"""How long to wait before trying again."""

import random


def retry_delay_s(attempts: int, *, base_s: float, cap_s: float, rng: random.Random) -> float:
    """Return the wait after ``attempts`` failures: ``base_s`` doubled each time up to ``cap_s``, ±20 % jitter.

    The jitter keeps messages that failed together (a server was down) from coming back together.
    """
    exponent = min(attempts - 1, 32)  # beyond it every base has reached its cap, and floats end
    return min(cap_s, base_s * 2.0**exponent) * rng.uniform(0.8, 1.2)
