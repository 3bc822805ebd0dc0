"""The rows that rules are evaluated over while polling: one stored batch, or all series that a shard once had."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from watchkeeper.understand.baselines.keys import Keys, keys_of
from watchkeeper.understand.rules.expression.evaluation import FALSE, TRUE, UNKNOWN, Numbers, Texts, Truth

Remembered = Sequence[Numbers]


@dataclass(frozen=True, slots=True)
class Rows:
    """Which series the rows are: device, name (codes into ``words``), and one number that stands for both."""

    device_ids: NDArray[np.int64]
    codes: NDArray[np.int64]
    words: Sequence[str]
    keys: Keys

    @classmethod
    def of(cls, device_ids: NDArray[np.int64], objects: pa.Array) -> "Rows":
        """Return the rows of two columns; ``objects`` may be dictionary-encoded."""
        encoded = objects if pa.types.is_dictionary(objects.type) else objects.dictionary_encode()
        codes = encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64)
        return cls(device_ids, codes, encoded.dictionary.to_pylist(), keys_of(device_ids, encoded))

    def __len__(self) -> int:
        return len(self.device_ids)

    def name(self, row: int) -> str:
        """Return the object's name of one row."""
        return str(self.words[int(self.codes[row])])

    def find(self, keys: Keys) -> NDArray[np.int64]:
        """Return the row of each key, -1 where there is none."""
        if not len(self):
            return np.full(len(keys), -1, dtype=np.int64)
        order = np.argsort(self.keys, kind="stable")
        at = np.minimum(np.searchsorted(self.keys[order], keys), len(order) - 1)
        rows = order[at]
        return np.where(self.keys[rows] == keys, rows, -1).astype(np.int64)


def device_texts(rows: Rows, names: Mapping[int, str]) -> Texts:
    """Return the column of device names; a device without one is unknown."""
    unique, codes = np.unique(rows.device_ids, return_inverse=True)
    words = [names.get(int(device), "") for device in unique]
    known = np.array([bool(word) for word in words], dtype=bool)
    return Texts(np.where(known[codes], codes, -1).astype(np.int64) if words else codes.astype(np.int64), words)


@dataclass(frozen=True, slots=True)
class BatchFrame:
    """A stored batch as an expression sees it. ``windows`` holds what was remembered, by column and seconds."""

    series: Rows
    batch: pa.RecordBatch
    names: Mapping[int, str]
    windows: Mapping[tuple[str, str, int], Numbers] = field(default_factory=dict)
    anomalies: Mapping[str, Mapping[int, bool]] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        """See ``Frame``."""
        return len(self.series)

    def numbers(self, column: str) -> Numbers:
        """See ``Frame``."""
        found: Numbers = self.batch[column].cast(pa.float64()).to_numpy(zero_copy_only=False)
        return found

    def texts(self, column: str) -> Texts:
        """See ``Frame``."""
        if column == "object":
            return Texts(self.series.codes, self.series.words)
        if column == "device":
            return device_texts(self.series, self.names)
        encoded = self.batch[column]
        if not pa.types.is_dictionary(encoded.type):
            encoded = encoded.dictionary_encode()
        codes = encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64)
        return Texts(codes, encoded.dictionary.to_pylist())

    def window(self, function: str, column: str, seconds: int) -> Numbers:
        """See ``Frame``."""
        return self.windows[function, column, seconds]

    def age(self, column: str) -> Numbers:
        """See ``Frame``: what is in the batch with a value is there now."""
        return np.where(np.isnan(self.numbers(column)), np.nan, 0.0)

    def anomalous(self, column: str, *, critical: bool) -> Truth:
        """See ``Frame``. Rows without a value are unknown."""
        found = self.anomalies.get(column, {})
        keys = np.array([key for key, grave in found.items() if grave or not critical], dtype=np.uint64)
        known = ~np.isnan(self.numbers(column))
        return np.where(np.isin(self.series.keys, keys), TRUE, np.where(known, FALSE, UNKNOWN)).astype(np.int8)


@dataclass(frozen=True, slots=True)
class SeenFrame:
    """Every series that a shard has had lately, and how long ago (s) its last sample was; unknown of silent devices."""

    series: Rows
    ages: Mapping[str, Numbers]
    names: Mapping[int, str]

    @property
    def rows(self) -> int:
        """See ``Frame``."""
        return len(self.series)

    def numbers(self, column: str) -> Numbers:
        """See ``Frame``: of what is absent nothing is known."""
        del column
        return np.full(self.rows, np.nan)

    def texts(self, column: str) -> Texts:
        """See ``Frame``."""
        if column == "object":
            return Texts(self.series.codes, self.series.words)
        if column == "device":
            return device_texts(self.series, self.names)
        return Texts(np.full(self.rows, -1, dtype=np.int64), ())

    def window(self, function: str, column: str, seconds: int) -> Numbers:
        """See ``Frame``."""
        del function, seconds
        return self.numbers(column)

    def age(self, column: str) -> Numbers:
        """See ``Frame``."""
        return self.ages[column]

    def anomalous(self, column: str, *, critical: bool) -> Truth:
        """See ``Frame``."""
        del column, critical
        return np.full(self.rows, UNKNOWN, dtype=np.int8)
