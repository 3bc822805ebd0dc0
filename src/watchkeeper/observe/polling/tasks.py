"""The background verbs of polling. New and slow devices, pings, facts and the household have queues of their own."""

from pydantic import BaseModel

from watchkeeper.core.tasks import Task

_SHARD_TIMEOUT_S = 300.0
"""Well above the longest budget of a device; a shard that hangs is stopped and reported."""
_SHARDS_AT_ONCE = 64
"""A shard waits ten seconds for a device that has just died: when many die at once, others are not to wait for them."""
_FIRST_CONTACTS_AT_ONCE = 8
"""A first contact costs far more than a poll: of more at a time, each would take longer than its time limit."""


class RunShard(BaseModel):
    """Which shard to collect."""

    shard_id: int


class RefreshFacts(BaseModel):
    """Whose identity and interfaces to read."""

    device_ids: list[int]


class ExpireStates(BaseModel):
    """Make devices unknown whose state nobody confirms any more."""


class Tidy(BaseModel):
    """Remove reports and outcomes that are older than their retention."""


RUN_SHARD = Task(
    "polling.run_shard", RunShard, queue="polling", max_attempts=3, timeout_s=_SHARD_TIMEOUT_S, at_once=_SHARDS_AT_ONCE
)
RUN_FIRST_CONTACT = Task(
    "polling.run_first_contact",
    RunShard,
    queue="polling.first_contacts",
    max_attempts=3,
    timeout_s=_SHARD_TIMEOUT_S,
    at_once=_FIRST_CONTACTS_AT_ONCE,
)
RUN_ENVIRONMENT = Task(
    "polling.run_environment", RunShard, queue="polling.environment", max_attempts=3, timeout_s=_SHARD_TIMEOUT_S
)
RUN_SUSPECTS = Task(
    "polling.run_suspects", RunShard, queue="polling.suspects", max_attempts=3, timeout_s=_SHARD_TIMEOUT_S
)
RUN_SWEEP = Task("polling.run_sweep", RunShard, queue="polling.sweeps", max_attempts=3, timeout_s=_SHARD_TIMEOUT_S)
REFRESH_FACTS = Task(
    "polling.refresh_facts", RefreshFacts, queue="polling.facts", max_attempts=3, timeout_s=_SHARD_TIMEOUT_S
)
TIDY = Task("polling.tidy", Tidy, queue="maintenance")
EXPIRE_STATES = Task("polling.expire_states", ExpireStates, queue="maintenance")
