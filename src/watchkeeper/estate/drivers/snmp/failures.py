"""What can go wrong with a device, as one internal exception that never leaves the SNMP driver."""

from watchkeeper.estate.drivers.protocol import Outcome


class SnmpError(Exception):
    """A device did not give what was asked; ``outcome`` and ``reason`` are what the caller of the driver is told."""

    def __init__(self, outcome: Outcome, reason: str) -> None:
        super().__init__(f"{outcome}: {reason}")
        self.outcome = outcome
        self.reason = reason


class NoAnswerError(SnmpError):
    """Nothing valid came back in time; ``elsewhere`` is another address that answered instead, if one did."""

    def __init__(self, reason: str, elsewhere: str = "") -> None:
        hint = f"; {elsewhere} answers instead: ask that address, or bind the agent to the one asked"
        super().__init__(Outcome.TIMEOUT, reason + hint if elsewhere else reason)
        self.elsewhere = elsewhere


class RefusedError(SnmpError):
    """The network or the host says that there is nobody."""

    def __init__(self, reason: str) -> None:
        super().__init__(Outcome.UNREACHABLE, reason)


class AuthError(SnmpError):
    """The agent answers, and refuses who is asking (USM report)."""

    def __init__(self, reason: str) -> None:
        super().__init__(Outcome.AUTH_FAILED, reason)


class DeniedError(SnmpError):
    """The agent knows who is asking, and does not let them see."""

    def __init__(self, reason: str) -> None:
        super().__init__(Outcome.DENIED, reason)


class MalformedError(SnmpError):
    """An answer to our request came and could not be read."""

    def __init__(self, reason: str) -> None:
        super().__init__(Outcome.PARSE_ERROR, reason)


class BudgetSpentError(SnmpError):
    """The wall budget of the device is used up."""

    def __init__(self) -> None:
        super().__init__(Outcome.PARTIAL, "budget_spent")
