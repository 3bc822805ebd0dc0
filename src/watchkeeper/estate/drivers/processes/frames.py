"""What the server and its collecting processes say to each other, over a socket that only the two have.

A frame is eight octets of length and a pickled message; batches travel inside as Arrow IPC streams. Pickle is safe
here: both ends are the same installation, and nobody else can write to the socket pair.
"""

import asyncio
import pickle
import struct
from dataclasses import dataclass, field
from typing import Final

import pyarrow as pa

from watchkeeper.estate.drivers.protocol import Collection, CollectRequest, TargetResult
from watchkeeper.estate.drivers.visits import Visit, VisitRequest

_LENGTH: Final = struct.Struct("!Q")
_MOST_OCTETS: Final = 1 << 31


@dataclass(frozen=True, slots=True)
class Ask:
    """Collect or visit this; the answer carries the same ``ticket``."""

    ticket: int
    request: CollectRequest | VisitRequest


@dataclass(frozen=True, slots=True)
class Drop:
    """Nobody waits for the answer any more."""

    ticket: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What a request gave: batches by family as IPC streams with results, or visits, or why nothing (``fault``)."""

    ticket: int
    batches: dict[str, bytes] = field(default_factory=dict)
    results: list[TargetResult] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)
    fault: str = ""


Message = Ask | Drop | Answer


def pack(message: Message) -> bytes:
    """Return the frame of a message."""
    body = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    return _LENGTH.pack(len(body)) + body


async def read(reader: asyncio.StreamReader) -> Message | None:
    """Return the next message; None when the other end has closed, or died within a frame."""
    try:
        (length,) = _LENGTH.unpack(await reader.readexactly(_LENGTH.size))
        if length > _MOST_OCTETS:
            return None
        body = await reader.readexactly(length)
    except (asyncio.IncompleteReadError, ConnectionError):
        return None
    message: Message = pickle.loads(body)  # noqa: S301  # nosec B301  # from our own process, see above
    return message


def answer(ticket: int, collection: Collection) -> Answer:
    """Return a collection as it travels."""
    return Answer(
        ticket, {name: _to_ipc(batch) for name, batch in collection.batches.items()}, list(collection.results)
    )


def collection(told: Answer) -> Collection:
    """Return a collection as it was before it travelled."""
    return Collection({name: _from_ipc(stream) for name, stream in told.batches.items()}, told.results)


def _to_ipc(batch: pa.RecordBatch) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema) as writer:
        writer.write_batch(batch)
    stream: bytes = sink.getvalue().to_pybytes()
    return stream


def _from_ipc(stream: bytes) -> pa.RecordBatch:
    with pa.ipc.open_stream(stream) as reader:
        return reader.read_next_batch()
