"""A brake on proving who one is: a stolen session must not guess its owner's password through the vault. Pure."""

from collections import defaultdict, deque
from datetime import datetime, timedelta

MOST_WRONG = 5
WITHIN = timedelta(minutes=15)


class ProofBrake:
    """Counts wrong proofs by person, in this process."""

    def __init__(self) -> None:
        self._wrong: defaultdict[int, deque[datetime]] = defaultdict(deque)

    def wait_s(self, user_id: int, now: datetime) -> float:
        """Return for how long a person has to wait before the next proof; 0 when they may try now."""
        wrong = self._wrong[user_id]
        while wrong and now - wrong[0] > WITHIN:
            wrong.popleft()
        return 0.0 if len(wrong) < MOST_WRONG else (wrong[0] + WITHIN - now).total_seconds()

    def note(self, user_id: int, now: datetime, *, right: bool) -> None:
        """Note how a proof went; a right one forgets the wrong ones before it."""
        if right:
            self._wrong.pop(user_id, None)
        else:
            self._wrong[user_id].append(now)
