"""Weak and breached passwords are refused without being quoted; good ones pass."""

import pytest

from watchkeeper.estate.accounts.errors import WeakPasswordError
from watchkeeper.estate.accounts.passwords import generate
from watchkeeper.estate.accounts.settings import AccountsSettings
from watchkeeper.estate.accounts.strength import PasswordPolicy


@pytest.fixture
def policy():
    return PasswordPolicy()


@pytest.mark.parametrize(
    ("weak", "why"),
    [
        ("hunter2", "shorter"),
        ("x" * 129, "longer"),
        ("aaaaaaaaaaaaaaaa", "repeats"),
        ("password1234", "everybody"),
        ("Passw0rd!2024", "everybody"),
        ("Liverpool1892!", "breached"),
        ("kim.smith.kim.smith", "user name"),
        ("qwertyuiop123", "breached"),
        ("abcdefghijkl", "guess"),
        ("Watchkeeper1!", "user name"),
    ],
)
async def test_a_weak_password_is_refused_with_the_reason_and_without_being_quoted(policy, weak, why):
    with pytest.raises(WeakPasswordError) as caught:
        await policy.demand(weak, "kim.smith")
    assert why in caught.value.message
    assert weak not in caught.value.message


@pytest.mark.parametrize("good", ["four unrelated plain words", "7hQ-x9Pd-mmZ2", "another set of plain words"])
async def test_a_good_password_passes(policy, good):
    await policy.demand(good, "kim.smith")


async def test_what_is_known_of_a_person_makes_a_password_weak(policy):
    await policy.demand("zorblaxquib77", "kim")
    with pytest.raises(WeakPasswordError):
        await policy.demand("zorblaxquib77", "zorblaxquib")


async def test_the_length_is_a_setting():
    strict = PasswordPolicy(AccountsSettings(password_least_length=20))
    with pytest.raises(WeakPasswordError):
        await strict.demand("7hQ-x9Pd-mmZ2")


async def test_generated_passwords_are_strong_and_differ(policy):
    made = {generate() for _ in range(20)}
    assert len(made) == 20
    for password in made:
        await policy.demand(password, "admin")
