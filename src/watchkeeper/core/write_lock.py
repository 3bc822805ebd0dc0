"""Whose turn it is to write where only one can: those in a hurry first, and else who came first."""

import asyncio
from collections import deque
from typing import Final

IN_A_ROW: Final = 16
"""After so many urgent writers it is the turn of who has waited for the longest of the others."""


class WriteLock:
    """A lock for the tasks of one event loop. Equals are served in the order in which they came."""

    def __init__(self) -> None:
        self._held = False
        self._in_a_row = 0
        self._urgent: deque[asyncio.Future[None]] = deque()
        self._others: deque[asyncio.Future[None]] = deque()

    async def acquire(self, *, urgent: bool = False) -> None:
        """Wait for the turn and take it."""
        if not self._held:
            self._held = True
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        line = self._urgent if urgent else self._others
        line.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.release()  # the turn had come: somebody else's then
            else:
                line.remove(turn)
            raise

    def release(self) -> None:
        """Hand the turn on; whoever gets it holds the lock from now on."""
        lines = (self._urgent, self._others) if self._in_a_row < IN_A_ROW else (self._others, self._urgent)
        for line in lines:
            while line:
                turn = line.popleft()
                if not turn.done():
                    self._in_a_row = self._in_a_row + 1 if line is self._urgent else 0
                    turn.set_result(None)
                    return
        self._held, self._in_a_row = False, 0
