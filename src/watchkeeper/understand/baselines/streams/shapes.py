"""How unlike every earlier stretch of the series the last rows are: distance to the nearest one before them."""

from typing import Final

import numpy as np

from watchkeeper.understand.baselines.streams.running import Floats

_BATCH: Final = 64
_REMEMBERED: Final = 4_000
_LEVEL_SHARE: Final = 0.5


def novelty(values: Floats, rows: int) -> Floats:
    """Return the Euclidean distance of the last ``rows`` rows to their nearest neighbour among earlier stretches.

    The first rows, which have too few before them, are NaN. Half of each stretch's level is removed, so that a known
    shape at a new level counts as half new. Work is done in batches of one fixed size, because a matrix product may
    round differently in another size.
    """
    result = np.full(len(values), np.nan)
    if len(values) < 3 * rows:
        return result
    stretches = np.lib.stride_tricks.sliding_window_view(values - values[0], rows)
    stretches = stretches - _LEVEL_SHARE * stretches.mean(axis=1, keepdims=True)
    squares = np.einsum("ij,ij->i", stretches, stretches)
    for start in range(2 * rows, len(stretches), _BATCH):
        stop = min(start + _BATCH, len(stretches))
        known = slice(max(0, start - rows - _REMEMBERED), start - rows)
        batch = np.zeros((_BATCH, rows))
        batch[: stop - start] = stretches[start:stop]
        product = (stretches[known] @ batch.T)[:, : stop - start]
        distance = squares[known, None] + squares[None, start:stop] - 2 * product
        result[start + rows - 1 : stop + rows - 1] = np.sqrt(np.maximum(distance.min(axis=0), 0.0))
    return result
