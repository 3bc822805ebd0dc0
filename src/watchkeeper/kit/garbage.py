"""When Python looks for cycles among objects that nobody needs any more."""

import gc
from typing import Final

_THRESHOLDS: Final = (50_000, 20, 50)


def look_seldom() -> None:
    """Have this process look after 50,000 new objects rather than 700.

    Samples, rows and answers are many small objects without cycles, and modules stay for ever: both are looked through
    for nothing. Starting takes a tenth less processor time.
    """
    gc.set_threshold(*_THRESHOLDS)
