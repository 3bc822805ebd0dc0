"""Errors of alerts and incidents."""

from watchkeeper.core.errors import InvalidInputError


class UnreadableTopologyError(InvalidInputError):
    """A topology that is not what `wk correlate` takes."""

    code = "unreadable_topology"
