"""Hashes are Argon2id, and nobody is told apart from somebody by the time they take."""

from watchkeeper.estate.accounts.passwords import Passwords


async def test_a_password_verifies_against_its_own_hash_only(passwords):
    encoded = await passwords.hash("four unrelated plain words")
    assert encoded.startswith("$argon2id$")
    assert await passwords.verify(encoded, "four unrelated plain words")
    assert not await passwords.verify(encoded, "four unrelated plain word")


async def test_nobody_and_a_damaged_hash_never_verify(passwords):
    assert not await passwords.verify(None, "anything")
    assert not await passwords.verify("not a hash", "anything")


async def test_an_unknown_user_costs_the_same_work_as_a_known_one(passwords, monkeypatch):
    worked = []
    matches = passwords._matches
    monkeypatch.setattr(passwords, "_matches", lambda encoded, given: worked.append(encoded) or matches(encoded, given))
    await passwords.verify(await passwords.hash("known"), "x")
    await passwords.verify(None, "x")
    known, nobody = worked
    assert nobody.rsplit("$", 2)[0] == known.rsplit("$", 2)[0]  # same algorithm and parameters


async def test_a_hash_of_weaker_parameters_is_outdated():
    weak, strong = Passwords(time_cost=1, memory_kib=8), Passwords(time_cost=2, memory_kib=8)
    encoded = await weak.hash("x")
    assert strong.is_outdated(encoded)
    assert not weak.is_outdated(encoded)
