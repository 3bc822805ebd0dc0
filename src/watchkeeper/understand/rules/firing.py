"""What becomes of each series of a rule when a cycle has been judged: waits, fires, goes on, or is over. Pure."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from watchkeeper.understand.rules.expression.evaluation import FALSE, TRUE, Truth


@dataclass(frozen=True, slots=True)
class Standing:
    """How each row stands: since when (epoch ms) its condition holds, 0 for not at all; and whether it fires."""

    since_ms: NDArray[np.int64]
    fires: NDArray[np.bool_]

    @classmethod
    def idle(cls, rows: int) -> "Standing":
        """Return rows of which nothing holds."""
        return cls(np.zeros(rows, dtype=np.int64), np.zeros(rows, dtype=bool))


@dataclass(frozen=True, slots=True)
class Outcome:
    """Rows that begin to wait, stop waiting in vain, fire, and clear; and how all of them stand afterwards."""

    waiting: NDArray[np.intp]
    gone: NDArray[np.intp]
    fired: NDArray[np.intp]
    cleared: NDArray[np.intp]
    after: Standing


def advance(before: Standing, holds: Truth, ends: Truth | None, slot_ms: int, lasting_s: int) -> Outcome:
    """Judge one cycle.

    A row fires once its condition has held for ``lasting_s``, and clears when ``ends`` is true of it (None: when the
    condition is false). What is unknown changes nothing: it neither raises nor clears, and it does not end a wait.
    """
    idle, fires = before.since_ms == 0, before.fires
    met, over = holds == TRUE, (holds == FALSE if ends is None else ends == TRUE)
    since = np.where(idle & met, slot_ms, before.since_ms)
    ripe = ~fires & met & (slot_ms - since >= lasting_s * 1000)
    begins = idle & met & ~ripe
    gone = ~fires & ~idle & (holds == FALSE)
    cleared = fires & over & ~met
    ended = gone | cleared
    after = Standing(np.where(ended, 0, since), (fires | ripe) & ~cleared)
    return Outcome(np.flatnonzero(begins), np.flatnonzero(gone), np.flatnonzero(ripe), np.flatnonzero(cleared), after)
