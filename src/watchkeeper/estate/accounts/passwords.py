"""Passwords: Argon2id hashes, and new random ones."""

import asyncio
import secrets

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError

_ALPHABET = "abcdefghjkmnpqrstuvwxyzACDEFGHJKLMNPQRSTUVWXYZ2345679"  # nothing that looks like something else
_GROUPS, _GROUP_LENGTH = 5, 5  # 25 characters of 53: 143 bits


class Passwords:
    """Hashes and verifies with Argon2id (RFC 9106, second recommended option: 64 MiB, 3 passes).

    Work runs in threads, at most ``parallel`` at a time, so that guesses cannot take the memory or the event loop.
    """

    def __init__(self, *, time_cost: int = 3, memory_kib: int = 65_536, parallel: int = 2) -> None:
        self._hasher = PasswordHasher(time_cost=time_cost, memory_cost=memory_kib, parallelism=1, type=Type.ID)
        self._slots = asyncio.Semaphore(parallel)
        self._nobody: str | None = None

    async def hash(self, password: str) -> str:
        """Return the encoded hash of ``password``."""
        async with self._slots:
            return await asyncio.to_thread(self._hasher.hash, password)

    async def verify(self, encoded: str | None, password: str) -> bool:
        """Say whether ``password`` is the one that was hashed.

        None or an empty text (there is no such user, or it has no password) takes the same work as a real hash and is
        always False.
        """
        if not encoded:
            if self._nobody is None:
                self._nobody = await self.hash(secrets.token_urlsafe(16))
            await self._verify(self._nobody, password)
            return False
        return await self._verify(encoded, password)

    async def _verify(self, encoded: str, password: str) -> bool:
        async with self._slots:
            return await asyncio.to_thread(self._matches, encoded, password)

    def _matches(self, encoded: str, password: str) -> bool:
        try:
            return self._hasher.verify(encoded, password)
        except (VerifyMismatchError, VerificationError, InvalidHashError):
            return False

    def is_outdated(self, encoded: str) -> bool:
        """Say whether the hash was made with other parameters than today's."""
        return self._hasher.check_needs_rehash(encoded)


def generate() -> str:
    """Return a new random password that can be read aloud: five groups of five characters."""
    groups = ("".join(secrets.choice(_ALPHABET) for _ in range(_GROUP_LENGTH)) for _ in range(_GROUPS))
    return "-".join(groups)
