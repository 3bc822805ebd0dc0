"""What one guess at a password costs: Argon2id at several sizes, beside scrypt and PBKDF2 as OWASP sizes them.

The parameters are those of RFC 9106 (section 4) and of OWASP's password storage cheat sheet. Each figure is the median
of several hashes on one core, in processor time; memory is what one hash holds while it runs.

    python benchmarks/password_hash.py [--runs 7]
"""

import argparse
import hashlib
import statistics
import time
from collections.abc import Callable

from argon2 import PasswordHasher, Type

from watchkeeper.estate.accounts.settings import AccountsSettings

SAMPLE = "four unrelated plain words"
SALT = bytes(range(16))
CANDIDATES = ((19_456, 2), (65_536, 2), (65_536, 3), (65_536, 4), (131_072, 3))


def cpu_s(work: Callable[[], object], runs: int) -> float:
    """Return the median processor time of ``work``, in seconds."""
    taken = []
    for _ in range(runs):
        started = time.process_time()
        work()
        taken.append(time.process_time() - started)
    return statistics.median(taken)


def argon2id(memory_kib: int, passes: int) -> Callable[[], object]:
    """Return one hash with these parameters."""
    hasher = PasswordHasher(time_cost=passes, memory_cost=memory_kib, parallelism=1, type=Type.ID)
    return lambda: hasher.hash(SAMPLE)


def main() -> None:
    """Print one line a candidate, ours marked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args().runs
    ours = AccountsSettings()
    print(f"{'hash':<44}{'memory MiB':>12}{'CPU ms':>10}{'guesses/s/core':>16}")
    for memory_kib, passes in CANDIDATES:
        mark = "  <- ours" if (memory_kib, passes) == (ours.argon2_memory_kib, ours.argon2_passes) else ""
        report(f"Argon2id, {passes} passes", memory_kib / 1024, cpu_s(argon2id(memory_kib, passes), runs), mark)
    secret = SAMPLE.encode()
    scrypt = cpu_s(lambda: hashlib.scrypt(secret, salt=SALT, n=2**17, r=8, p=1, maxmem=2**28), runs)
    report("peer: scrypt, N=2^17 r=8 p=1 (OpenSSL)", 128, scrypt)
    pbkdf2 = cpu_s(lambda: hashlib.pbkdf2_hmac("sha256", secret, SALT, 600_000), runs)
    report("peer: PBKDF2-SHA-256, 600,000 (OpenSSL)", 0, pbkdf2)


def report(name: str, memory_mib: float, seconds: float, mark: str = "") -> None:
    """Print one line."""
    print(f"{name:<44}{memory_mib:>12.0f}{seconds * 1000:>10.0f}{1 / seconds:>16.1f}{mark}")


if __name__ == "__main__":
    main()
