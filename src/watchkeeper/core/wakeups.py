"""Wake-ups inside a process: "something you look for has just been committed", without polling and without payload."""

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager


class Wakeups:
    """Named signals. A signal carries nothing: who is woken looks into the database, which alone is true.

    All methods are called from the event loop's thread.
    """

    def __init__(self) -> None:
        self._listeners: defaultdict[str, set[asyncio.Event]] = defaultdict(set)

    def wake(self, name: str) -> None:
        """Set the event of everyone who listens to ``name``."""
        for listener in self._listeners[name]:
            listener.set()

    @contextmanager
    def listening(self, *names: str) -> Iterator[asyncio.Event]:
        """Yield an event that is set at every wake-up of one of ``names``; the listener clears it."""
        listener = asyncio.Event()
        for name in names:
            self._listeners[name].add(listener)
        try:
            yield listener
        finally:
            for name in names:
                self._listeners[name].discard(listener)
