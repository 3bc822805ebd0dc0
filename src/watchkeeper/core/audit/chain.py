"""The chain: each sealed entry's hash covers its content, its place and the hash before it. Pure.

    hash(n) = SHA-256( hash(n-1) LF n LF content(n) )          hash(0) = 64 zeros

``content`` is a JSON array of every column but ``sequence`` and ``hash``, in the order of ``FIELDS``: unambiguous,
and the same from either database and from an archived file.
"""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Final

FIELDS: Final = (
    "id",
    "at",
    "actor_kind",
    "actor_id",
    "actor_name",
    "verb",
    "object_kind",
    "object_id",
    "object_name",
    "address",
    "request_id",
    "user_agent",
    "outcome",
    "reason",
    "before",
    "after",
)
"""What the chain protects; ``at`` as ISO 8601 in UTC."""

GENESIS: Final = "0" * 64
"""What the first entry follows."""

_encode = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode


def moment(at: datetime) -> str:
    """Return ``at`` (UTC, aware) as the chain writes it."""
    return at.isoformat()


def moment_kept(kept: object) -> str:
    """Return a moment as the chain writes it from what a database's driver gives, which is text in SQLite.

    Text that is no moment stays what it is: no hash fits it.
    """
    if isinstance(kept, datetime):
        return moment(kept.astimezone(UTC))
    text = str(kept)
    time = text[11:19] if text[19:] == ".000000" else text[11:]
    return f"{text[:10]}T{time}+00:00"


def content(values: Sequence[object]) -> bytes:
    """Return the bytes that stand for an entry. ``values`` follow ``FIELDS``, ``at`` as ``moment`` gives it."""
    return _encode(values).encode()


def link(previous: str, sequence: int, entry: bytes) -> str:
    """Return the hash (hex) of entry number ``sequence`` with content ``entry``, following ``previous``."""
    return sha256(b"%s\n%d\n%s" % (previous.encode(), sequence, entry)).hexdigest()


def checkpoint_message(sequence: int, hash_: str, at: datetime, key_id: str) -> bytes:
    """Return what a checkpoint signs."""
    return f"watchkeeper audit checkpoint 1\n{sequence}\n{hash_}\n{moment(at)}\n{key_id}".encode()


def archive_message(values: Sequence[object]) -> bytes:
    """Return what the boundary of an archive signs; ``values`` are its columns up to ``key_id``, in order."""
    return b"watchkeeper audit archive 1\n" + _encode([str(value) for value in values]).encode()
