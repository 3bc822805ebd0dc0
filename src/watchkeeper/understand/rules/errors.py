"""What can go wrong with rules."""

from watchkeeper.core.errors import ConflictError, InvalidInputError, NotFoundError


class RuleNotFoundError(NotFoundError):
    """There is no such rule."""

    code = "rule_not_found"


class RuleExistsError(ConflictError):
    """Another rule has this key."""

    code = "rule_exists"


class ExpressionError(InvalidInputError):
    """A condition that cannot be read, or that makes no sense. ``details`` say from which character to which."""

    code = "invalid_expression"

    def __init__(self, message: str, start: int, end: int, *, hint: str | None = None) -> None:
        super().__init__(
            f"{message} (at character {start + 1})", hint=hint, details={"start": start, "end": max(end, start + 1)}
        )
        self.start = start
        self.end = max(end, start + 1)
        self.plain = message


class ShippedRuleError(ConflictError):
    """A rule that comes with the product cannot be removed, only switched off."""

    code = "shipped_rule"
