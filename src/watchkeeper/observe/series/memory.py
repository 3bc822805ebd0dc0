"""Remembers the last counters of every shard, in memory and on disk, so that a restart costs no interval."""

import struct
import threading
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pyarrow as pa

from watchkeeper.core.telemetry import get_logger
from watchkeeper.kit.families import COUNTERS
from watchkeeper.observe.series.counters import CounterState, empty_state
from watchkeeper.observe.series.durable import write_durably
from watchkeeper.observe.series.rates import to_rates

_log = get_logger(__name__)

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
_CHECKSUM = struct.Struct("<I")
_NEWEST, _BASE = ".newest", ".base"
_INTEGERS = (
    "device_id",
    "slot_ms",
    "if_index",
    "uptime_ticks",
    "discontinuity_ticks",
    "speed_bps",
    "bits",
)


def boot_id() -> str:
    """Return what identifies this boot of this machine, "" where the system does not tell.

    Readings of the monotonic clock compare only within one boot.
    """
    try:
        return _BOOT_ID.read_text(encoding="ascii").strip()
    except OSError:
        return ""


@dataclass
class _Shard:
    """``newest`` is what the slot ``slot_ms`` left behind, ``base`` what it was compared with."""

    slot_ms: int = -1
    newest: CounterState = field(default_factory=empty_state)
    base: CounterState = field(default_factory=empty_state)
    lock: threading.Lock = field(default_factory=threading.Lock)


class CounterMemory:
    """The previous counters of all shards.

    A slot may be given twice (a retried task): the second time it is compared with what came before the slot, and
    replaces the first. A slot older than the newest changes nothing and gives no rows. Thread-safe; each shard is
    saved below ``folder`` after each slot and read back from there. Files that are damaged or that cannot
    be written cost one interval and are logged, nothing more.
    """

    def __init__(self, folder: Path, *, keep_s: float, boot: str | None = None) -> None:
        self._folder = folder
        self._keep_s = keep_s
        self._boot = boot_id() if boot is None else boot
        self._lock = threading.Lock()
        self._shards: dict[int, _Shard] | None = None

    def rate(self, observed: pa.RecordBatch, shard: int, *, interval_s: float) -> pa.RecordBatch:
        """Return the batch to store for ``observed`` (interface, one slot) and remember its counters."""
        if observed.num_rows == 0:
            return to_rates(observed, empty_state(), interval_s=interval_s).stored
        slot_ms = int(observed["ts"].cast(pa.int64())[0].as_py())
        with self._lock:
            memory = self._known().setdefault(shard, _Shard())
        with memory.lock:
            if slot_ms < memory.slot_ms:
                return to_rates(observed.slice(0, 0), empty_state(), interval_s=interval_s).stored
            repeated = slot_ms == memory.slot_ms
            base = memory.base if repeated else self._with_moved(memory.newest, observed, shard, slot_ms)
            rated = to_rates(observed, base, interval_s=interval_s, keep_s=self._keep_s)
            if rated.ignored:
                _log.warning("series.rows_ignored", shard=shard, rows=rated.ignored)
            memory.slot_ms, memory.base, memory.newest = slot_ms, base, rated.state
            self._save(shard, memory, repeated=repeated)
            return rated.stored

    def _known(self) -> dict[int, _Shard]:
        """Return all shards; the first time they are read from disk."""
        if self._shards is None:
            self._shards = dict(self._load())
        return self._shards

    def _with_moved(self, newest: CounterState, observed: pa.RecordBatch, shard: int, slot_ms: int) -> CounterState:
        """Add the counters of devices that were in another shard until now."""
        missing = np.setdiff1d(observed["device_id"].to_numpy(), newest.device_id)
        if not len(missing):
            return newest
        with self._lock:
            others = [memory.newest for number, memory in self._known().items() if number != shard]
        for other in others:
            here = np.isin(other.device_id, missing) & (other.slot_ms < slot_ms)
            if here.any():
                moved = other.take(here)
                newest = newest.joined(moved)
                missing = np.setdiff1d(missing, moved.device_id)
        return newest

    def _path(self, shard: int, generation: str) -> Path:
        return self._folder / f"counters-{shard:04d}{generation}"

    def _save(self, shard: int, memory: _Shard, *, repeated: bool) -> None:
        newest = self._path(shard, _NEWEST)
        try:
            if not repeated and newest.exists():
                newest.replace(self._path(shard, _BASE))
            write_durably(newest, partial(_dump, memory.newest, memory.slot_ms, self._boot), sync=False)
        except Exception as error:  # noqa: BLE001 - the samples matter; this file only spares one interval after a restart
            _log.warning("series.counters_not_saved", shard=shard, error=str(error))

    def _load(self) -> Iterator[tuple[int, _Shard]]:
        if not self._folder.is_dir():
            return
        for path in sorted(self._folder.glob(f"counters-*{_NEWEST}")) + sorted(self._folder.glob(f"counters-*{_BASE}")):
            shard = int(path.name.partition("-")[2].partition(".")[0])
            if path.name.endswith(_BASE) and self._path(shard, _NEWEST).exists():
                continue
            newest, base = self._read(path), self._read(self._path(shard, _BASE))
            if newest is not None:
                yield shard, _Shard(newest[1], newest[0], base[0] if base else empty_state())

    def _read(self, path: Path) -> tuple[CounterState, int] | None:
        try:
            state, slot_ms, boot = _parse(path.read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, struct.error) as error:
            _log.warning("series.counters_unreadable", path=str(path), error=str(error))
            path.unlink(missing_ok=True)
            return None
        return (state if boot and boot == self._boot else state.without_monotonic()), slot_ms


def _dump(state: CounterState, slot_ms: int, boot: str, sink: BinaryIO) -> None:
    arrays = {"code": pa.array(state.code.astype(np.int32)), "monotonic_s": pa.array(state.monotonic_s)}
    arrays.update({name: pa.array(getattr(state, name)) for name in _INTEGERS})
    for row, name in enumerate(COUNTERS):
        arrays[name] = pa.array(state.counters[row], mask=~state.present[row])
    table = pa.table(arrays).replace_schema_metadata({"slot_ms": str(slot_ms), "boot": boot})
    buffer = pa.BufferOutputStream()
    options = pa.ipc.IpcWriteOptions(compression="lz4")
    names = pa.record_batch([state.names], names=["name"])
    for part in (names, table):
        with pa.ipc.new_stream(buffer, part.schema, options=options) as writer:
            writer.write(part)
    body = buffer.getvalue()
    sink.write(body)
    sink.write(_CHECKSUM.pack(zlib.crc32(body)))


def _parse(content: bytes) -> tuple[CounterState, int, str]:
    """Read what ``_dump`` wrote. Raises ValueError, KeyError, OSError or struct.error when it is damaged."""
    body = memoryview(content)[: -_CHECKSUM.size]
    if _CHECKSUM.unpack(content[-_CHECKSUM.size :])[0] != zlib.crc32(body):
        raise ValueError("the checksum does not fit")
    source = pa.BufferReader(body)
    names = pa.ipc.open_stream(source).read_all()["name"].combine_chunks()
    table = pa.ipc.open_stream(source).read_all().combine_chunks()
    metadata = table.schema.metadata
    state = CounterState(
        names=names,
        code=table["code"].to_numpy().astype(np.int64),
        monotonic_s=table["monotonic_s"].to_numpy(),
        counters=np.stack([table[name].fill_null(0).to_numpy() for name in COUNTERS]),
        present=np.stack([table[name].is_valid().to_numpy() for name in COUNTERS]),
        **{name: table[name].to_numpy() for name in _INTEGERS},
    )
    return state, int(metadata[b"slot_ms"]), metadata[b"boot"].decode()
