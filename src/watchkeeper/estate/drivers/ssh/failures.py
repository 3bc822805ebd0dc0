"""What can go wrong with an SSH server. ``outcome`` is what an observation is told; ``hint`` what to do about it."""

from typing import ClassVar

from watchkeeper.core.errors import ConflictError, UnavailableError
from watchkeeper.estate.drivers.protocol import Outcome


class SshUnreachableError(UnavailableError):
    """Nobody answers, or what answers does not speak SSH."""

    code = "ssh_unreachable"
    outcome: ClassVar[Outcome] = Outcome.UNREACHABLE


class SshTimeoutError(UnavailableError):
    """The server did not answer in time."""

    code = "ssh_timeout"
    outcome: ClassVar[Outcome] = Outcome.TIMEOUT


class SshRefusedError(ConflictError):
    """The server refuses who logs in."""

    code = "ssh_refused"
    outcome: ClassVar[Outcome] = Outcome.AUTH_FAILED


class SshKeyChangedError(ConflictError):
    """The server shows another host key than the one it was known by: nothing was sent to it, no password either."""

    code = "ssh_host_key_changed"
    outcome: ClassVar[Outcome] = Outcome.IDENTITY_MISMATCH


class SshProtocolError(UnavailableError):
    """Both sides found no common algorithm, or the server broke the protocol."""

    code = "ssh_protocol"
    outcome: ClassVar[Outcome] = Outcome.RPC_ERROR
