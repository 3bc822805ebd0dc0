"""Errors of alerts and incidents."""

from watchkeeper.core.errors import ConflictError, InvalidInputError, NotFoundError, UnavailableError


class UnreadableTopologyError(InvalidInputError):
    """A topology that is not what `wk correlate` takes."""

    code = "unreadable_topology"


class UnreadableAlertError(InvalidInputError):
    """A message from another system that is no alert."""

    code = "unreadable_alert"


class UnknownMappingError(NotFoundError):
    """The generic webhook was called with a mapping that is not configured."""

    code = "unknown_mapping"


class AlertNotFoundError(NotFoundError):
    """There is no such alert."""

    code = "alert_not_found"


class IncidentNotFoundError(NotFoundError):
    """There is no such incident."""

    code = "incident_not_found"


class AlertOverError(ConflictError):
    """The alert has been cleared, so nothing can be done about it."""

    code = "alert_over"


class SilenceNotFoundError(NotFoundError):
    """There is no such silence."""

    code = "silence_not_found"


class InvalidSilenceError(InvalidInputError):
    """A silence that never is."""

    code = "invalid_silence"


class TooManySendersError(UnavailableError):
    """Alerts come faster than they can be stored."""

    code = "too_many_senders"
