"""What is looked ahead of."""

from enum import StrEnum


class Kind(StrEnum):
    """The kinds of things that reach a limit."""

    OPTICS = "optics"
    DISK = "disk"
    LINK = "link"
    BATTERY = "battery"


class State(StrEnum):
    """What is said of a series: it is on its way to its limit, or has reached it."""

    AHEAD = "ahead"
    REACHED = "reached"
