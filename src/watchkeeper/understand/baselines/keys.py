"""One number for each series: what arrays are sorted and looked up by."""

from hashlib import blake2b

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

Keys = NDArray[np.uint64]
_MIX = np.uint64(0x9E3779B97F4A7C15)


def keys_of(device_ids: NDArray[np.int64], objects: pa.Array) -> Keys:
    """Return a 64-bit key for each (device, object). ``objects`` may be dictionary-encoded.

    Two of two million series share a key with a chance of about one in ten million.
    """
    encoded = objects if pa.types.is_dictionary(objects.type) else objects.dictionary_encode()
    names = np.array([_hash(name) for name in encoded.dictionary.to_pylist()], dtype=np.uint64)
    if not len(names):
        return np.zeros(len(device_ids), dtype=np.uint64)
    mixed = device_ids.astype(np.uint64) * _MIX
    mixed ^= mixed >> np.uint64(29)
    return np.asarray(mixed ^ names[encoded.indices.to_numpy(zero_copy_only=False)])


def _hash(name: str) -> int:
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "little")
