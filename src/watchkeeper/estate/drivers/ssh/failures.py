"""What can go wrong with an SSH server. ``outcome`` is what an observation is told; ``hint`` what to do about it."""

from typing import ClassVar

from watchkeeper.core.errors import ConflictError, UnavailableError, WatchkeeperError
from watchkeeper.estate.drivers.protocol import Outcome


class SshError(WatchkeeperError):
    """What can go wrong with an SSH server."""

    outcome: ClassVar[Outcome]


class SshUnreachableError(SshError, UnavailableError):
    """Nobody answers, or what answers does not speak SSH."""

    code = "ssh_unreachable"
    outcome: ClassVar[Outcome] = Outcome.UNREACHABLE


class SshTimeoutError(SshError, UnavailableError):
    """The server did not answer in time."""

    code = "ssh_timeout"
    outcome: ClassVar[Outcome] = Outcome.TIMEOUT


class SshRefusedError(SshError, ConflictError):
    """The server refuses who logs in."""

    code = "ssh_refused"
    outcome: ClassVar[Outcome] = Outcome.AUTH_FAILED


class SshKeyUnreadableError(SshError, ConflictError):
    """Our own private key cannot be used: nothing was tried, and the server refused nothing."""

    code = "ssh_key_unreadable"
    outcome: ClassVar[Outcome] = Outcome.NOT_CONFIGURED


class SshKeyChangedError(SshError, ConflictError):
    """The server shows another host key than the one it was known by: nothing was sent to it, no password either."""

    code = "ssh_host_key_changed"
    outcome: ClassVar[Outcome] = Outcome.IDENTITY_MISMATCH


class SshProtocolError(SshError, UnavailableError):
    """Both sides found no common algorithm, or the server broke the protocol."""

    code = "ssh_protocol"
    outcome: ClassVar[Outcome] = Outcome.RPC_ERROR
