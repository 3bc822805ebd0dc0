"""What goes wrong with a lab, in words for the person who started it."""


class LabError(Exception):
    """A lab cannot be started, reached or changed as asked. ``hint`` is the next step."""

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
