"""The one protocol that every driver speaks: targets and tables in, typed outcomes and column batches out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar, Protocol

from watchkeeper.kit.pickling import by_position

if TYPE_CHECKING:
    import pyarrow as pa  # drivers that only probe do without its start-up time


class Outcome(StrEnum):
    """How an observation ended. Checks and baselines look only at ``OK``, ``PARTIAL`` and ``EMPTY``."""

    OK = "ok"
    PARTIAL = "partial"
    EMPTY = "empty"
    NOT_CONFIGURED = "not_configured"
    UNSUPPORTED = "unsupported"
    UNREACHABLE = "unreachable"
    TIMEOUT = "timeout"
    AUTH_FAILED = "auth_failed"
    DENIED = "denied"
    RPC_ERROR = "rpc_error"
    PARSE_ERROR = "parse_error"
    IDENTITY_MISMATCH = "identity_mismatch"


@by_position
@dataclass(frozen=True, slots=True)
class SnmpCredential:
    """What opens an SNMP agent. ``repr`` hides every secret.

    ``version`` is "1", "2c" or "3". For v3: ``auth`` in {None, "md5", "sha1", "sha224", "sha256", "sha384", "sha512"},
    ``priv`` in {None, "des", "aes128", "aes192", "aes256", "aes192c", "aes256c"} ("c": Reeder key extension).
    """

    version: str = "2c"
    community: str = field(default="", repr=False)
    user: str = ""
    auth: str | None = None
    auth_secret: str = field(default="", repr=False)
    priv: str | None = None
    priv_secret: str = field(default="", repr=False)
    context: str = ""


@by_position
@dataclass(frozen=True, slots=True)
class Identity:
    """Who a device says it is. An empty string is "it did not say"."""

    sysname: str = ""
    serial: str = ""
    chassis_mac: str = ""
    engine_id: str = ""
    sys_object_id: str = ""
    sys_descr: str = ""


@by_position
@dataclass(frozen=True, slots=True)
class Target:
    """One device to ask. ``memory`` is what the driver learned last time (JSON values), given back unchanged."""

    device_id: int
    address: str
    port: int = 161
    credential: SnmpCredential | None = None
    platform: str | None = None
    known: Identity | None = None
    memory: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CollectRequest:
    """A shard: ask ``targets`` for ``tables``.

    ``slot`` (UTC) becomes ``ts`` of every row. A target gets at most ``budget_s`` seconds; what it has not given by
    then is ``partial``. ``tables`` are names that the driver knows: ``interfaces``, ``sensors``, ``optics``, ``host``,
    ``identity``; the ICMP driver knows ``reachability``. Targets known to be slow or silent are asked ``apart``:
    neither do they queue behind others nor others behind them.
    """

    targets: Sequence[Target]
    tables: frozenset[str]
    slot: datetime
    budget_s: float = 48.0
    apart: bool = False


@by_position
@dataclass(frozen=True, slots=True)
class TableResult:
    """How one table of one target went."""

    table: str
    outcome: Outcome
    rows: int = 0
    reason: str = ""


@by_position
@dataclass(frozen=True, slots=True)
class TargetResult:
    """How one target went. ``outcome`` is the worst that matters: ``PARTIAL`` when some tables failed."""

    device_id: int
    outcome: Outcome
    reason: str = ""
    tables: tuple[TableResult, ...] = ()
    identity: Identity | None = None
    uptime_ticks: int | None = None
    elapsed_s: float = 0.0
    requests: int = 0
    varbinds: int = 0
    retries: int = 0
    memory: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Collection:
    """What a shard gave: one batch per family (``kit.families`` observed schemas) and one result per target.

    Rows of a target whose outcome is ``IDENTITY_MISMATCH`` are never in ``batches``.
    """

    batches: Mapping[str, "pa.RecordBatch"]
    results: Sequence[TargetResult]


class Driver(Protocol):
    """A way to ask devices. It never raises for what a device does: that is an ``Outcome``."""

    name: ClassVar[str]

    async def collect(self, request: CollectRequest) -> Collection:
        """Ask every target of the shard concurrently, each within its own budget."""
        ...

    async def aclose(self) -> None:
        """Release sockets."""
        ...
