"""The audit log's column that holds envelopes: the private halves of signing keys."""

from watchkeeper.core.audit.models import AuditKey
from watchkeeper.core.keys.rewrapping import SealedColumn

SEALED = (SealedColumn(AuditKey, "private", AuditKey.place),)
