"""Whose turn it is, without locking anybody out."""

from datetime import UTC, datetime, timedelta

from watchkeeper.estate.vault.resolving import Candidate, Level
from watchkeeper.estate.vault.trials import Record, Standing, Trial, choose, standing_of

NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)
FIRST, SECOND = (Candidate(number, Level.DEVICE, "x") for number in (1, 2))
FRESH = Trial(7, 1, 1)


def test_a_refused_credential_pauses_twice_as_long_each_time_up_to_a_day():
    trial, pauses = FRESH, []
    for _ in range(12):
        trial = trial.refused(NOW)
        pauses.append((trial.next_try_at - NOW).total_seconds() / 60)
    assert pauses == [5, 10, 20, 40, 80, 160, 320, 640, 1280, 1440, 1440, 1440]


def test_the_next_one_has_its_turn_while_the_first_pauses_and_the_first_again_afterwards():
    trials = {1: FRESH.refused(NOW)}
    assert choose([FIRST, SECOND], trials, {}, "ssh", NOW) == SECOND
    assert choose([FIRST, SECOND], trials, {}, "ssh", NOW + timedelta(minutes=4, seconds=59)) == SECOND
    assert choose([FIRST, SECOND], trials, {}, "ssh", NOW + timedelta(minutes=5)) == FIRST


def test_when_all_pause_nobody_has_a_turn():
    trials = {1: FRESH.refused(NOW), 2: Trial(7, 2, 1).refused(NOW)}
    assert choose([FIRST, SECOND], trials, {}, "ssh", NOW) is None


def test_success_ends_the_pause_and_forgets_the_refusals():
    trial = FRESH.refused(NOW).refused(NOW).accepted(NOW)
    assert (trial.refusals, trial.next_try_at, trial.standing(NOW)) == (0, None, Standing.WORKED)


def test_one_that_was_wrong_on_three_devices_and_never_right_is_held_where_servers_lock_accounts():
    wrong = {1: Record(accepted=0, refused=3)}
    assert choose([FIRST, SECOND], {}, wrong, "ssh", NOW) == SECOND
    assert choose([FIRST, SECOND], {}, wrong, "snmp", NOW) == FIRST
    assert choose([FIRST, SECOND], {}, {1: Record(accepted=1, refused=50)}, "ssh", NOW) == FIRST
    assert choose([FIRST, SECOND], {}, {1: Record(accepted=0, refused=2)}, "ssh", NOW) == FIRST


def test_one_that_worked_here_is_not_held():
    trials = {1: FRESH.accepted(NOW)}
    assert standing_of(FIRST, trials, Record(0, 9), "ssh", NOW) is Standing.WORKED
