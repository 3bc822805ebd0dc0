"""Errors of the audit log."""

from watchkeeper.core.errors import NotFoundError


class EntryNotFoundError(NotFoundError):
    """There is no such entry, or it has moved to an archive."""

    code = "audit_entry_not_found"
