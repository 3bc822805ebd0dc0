"""The audit log: who did what to what, from where; append-only, chained by hashes, signed at checkpoints.

    record(session, "credential.change", Target("credential", 7, "campus"), actor=principal, before=…, after=…)

writes in the caller's transaction: what is rolled back leaves no entry, what is committed leaves one.
"""

from watchkeeper.core.audit.recording import Outcome, Target, changed, record, snapshot
from watchkeeper.core.http.origin import Actor, ActorKind, Origin

__all__ = ["Actor", "ActorKind", "Origin", "Outcome", "Target", "changed", "record", "snapshot"]
