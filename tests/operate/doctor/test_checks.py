from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from watchkeeper.operate.doctor import checks
from watchkeeper.operate.doctor.facts import (
    ClockFacts,
    DatabaseFacts,
    DirectoryFacts,
    InstallationFacts,
    MachineFacts,
    NetworkFacts,
    PortFacts,
    Problem,
    SegmentFacts,
    VaultFacts,
)
from watchkeeper.operate.doctor.findings import Finding, Status, worst

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
GIB = 2**30
DIRECTORY = DirectoryFacts(
    Path("/data"),
    exists=True,
    is_directory=True,
    writable=True,
    mode=0o40700,
    filesystem="ext4",
    free_bytes=50 * GIB,
    size_bytes=100 * GIB,
)
NETWORK = NetworkFacts(8 * 2**20, icmp_raw=True, icmp_datagram=False, open_files_limit=65536)
PORT = PortFacts("127.0.0.1", 8470, free=True)
CLOCK = ClockFacts(NOW, synchronised=True, newest_file_at=NOW - timedelta(minutes=1), database_now=NOW)
MACHINE = MachineFacts((3, 11, 7), (3, 40, 1), DIRECTORY, NETWORK, PORT, CLOCK, True, {"snmpd": "/usr/sbin/snmpd"})
HEALTHY = InstallationFacts(
    database=DatabaseFacts("sqlite", "0007", "0007", NOW),
    vault=VaultFacts(key_found=True, secrets=3),
    segments=SegmentFacts(files=12),
)


def test_a_healthy_installation_has_no_complaint():
    findings = checks.judge(MACHINE, HEALTHY)
    assert [finding for finding in findings if finding.status not in {Status.OK, Status.INFO}] == []
    assert all(finding.advice == "" for finding in findings)


def test_what_could_not_be_looked_at_is_unknown_and_never_healthy():
    by_name = {finding.check: finding for finding in checks.judge(MACHINE, InstallationFacts())}
    for name in ("database", "master key", "segment store"):
        assert by_name[name].status is Status.UNKNOWN


def test_every_complaint_says_what_to_do():
    broken = MachineFacts(
        (3, 10, 1),
        (3, 31, 0),
        replace(DIRECTORY, writable=False, free_bytes=10, filesystem="nfs4"),
        NetworkFacts(212_992, icmp_raw=False, icmp_datagram=False, open_files_limit=256),
        replace(PORT, free=False),
        replace(CLOCK, newest_file_at=NOW + timedelta(hours=1)),
        False,
        {},
    )
    problem = Problem("It is broken.", "Mend it.")
    sick = InstallationFacts(
        problem, DatabaseFacts("sqlite", problem=problem), VaultFacts(problem=problem), SegmentFacts(problem=problem)
    )
    findings = checks.judge(broken, sick)
    assert {finding.status for finding in findings} == {Status.FAILED, Status.WARNING}
    assert [finding.check for finding in findings if not finding.advice] == []


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({}, Status.OK),
        ({"exists": False}, Status.WARNING),
        ({"is_directory": False}, Status.FAILED),
        ({"writable": False}, Status.FAILED),
        ({"owned": False}, Status.WARNING),
        ({"mode": 0o40750}, Status.OK),
        ({"mode": 0o40755}, Status.WARNING),
    ],
)
def test_the_data_directory(change, status):
    assert checks.check_directory(replace(DIRECTORY, **change)).status is status


@pytest.mark.parametrize(
    ("free", "status"), [(50 * GIB, Status.OK), (9 * GIB, Status.WARNING), (200 * 2**20, Status.FAILED)]
)
def test_free_space(free, status):
    assert checks.check_space(replace(DIRECTORY, free_bytes=free)).status is status


def test_free_space_that_cannot_be_read_is_unknown():
    assert checks.check_space(replace(DIRECTORY, free_bytes=None)).status is Status.UNKNOWN


@pytest.mark.parametrize(
    ("kind", "filesystem", "status"),
    [
        ("sqlite", "ext4", Status.OK),
        ("sqlite", "nfs4", Status.FAILED),
        ("postgresql", "nfs4", Status.OK),
        ("sqlite", None, Status.UNKNOWN),
    ],
)
def test_sqlite_is_refused_on_a_network_file_system(kind, filesystem, status):
    finding = checks.check_filesystem(replace(DIRECTORY, filesystem=filesystem), DatabaseFacts(kind))
    assert finding.status is status


@pytest.mark.parametrize(
    ("facts", "status", "said"),
    [
        (DatabaseFacts("sqlite", "b", "b"), Status.OK, "sqlite answers"),
        (DatabaseFacts("sqlite", None, "b"), Status.WARNING, "empty"),
        (DatabaseFacts("postgresql", "a", "b"), Status.FAILED, "at a, this version needs b"),
        (DatabaseFacts("postgresql", problem=Problem("It is down.", "Start it.")), Status.FAILED, "It is down."),
    ],
)
def test_the_database(facts, status, said):
    finding = checks.check_database(facts)
    assert finding.status is status
    assert said in finding.message


@pytest.mark.parametrize(
    ("facts", "status", "said"),
    [
        (SegmentFacts(files=9), Status.OK, "All 9"),
        (SegmentFacts(files=9, damaged=4, set_aside=4), Status.FAILED, "4 of 9"),
        (SegmentFacts(files=9, set_aside=2), Status.WARNING, "2 damaged ones"),
    ],
)
def test_the_segment_store(facts, status, said):
    finding = checks.check_segments(facts)
    assert finding.status is status
    assert said in finding.message


@pytest.mark.parametrize(
    ("change", "status", "said"),
    [
        ({"free": True}, Status.OK, "is free"),
        ({"free": False, "answers_as_watchkeeper": True}, Status.OK, "Watchkeeper answers"),
        ({"free": False}, Status.FAILED, "Another program listens on 127.0.0.1:8470"),
        ({"free": False, "error": "Cannot assign requested address"}, Status.FAILED, "Cannot assign"),
    ],
)
def test_the_port(change, status, said):
    finding = checks.check_port(replace(PORT, **change))
    assert finding.status is status
    assert said in finding.message


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({}, Status.OK),
        ({"synchronised": False}, Status.WARNING),
        ({"synchronised": None}, Status.UNKNOWN),
        ({"database_now": NOW + timedelta(seconds=5)}, Status.WARNING),
        ({"newest_file_at": NOW + timedelta(seconds=5)}, Status.FAILED),
        ({"newest_file_at": NOW + timedelta(seconds=1)}, Status.OK),
    ],
)
def test_the_clock(change, status):
    assert checks.check_clock(replace(CLOCK, **change)).status is status


@pytest.mark.parametrize(
    ("raw", "datagram", "status"), [(True, False, Status.OK), (False, True, Status.OK), (False, False, Status.WARNING)]
)
def test_icmp(raw, datagram, status):
    assert checks.check_icmp(replace(NETWORK, icmp_raw=raw, icmp_datagram=datagram)).status is status


def test_limits_that_cannot_be_read_are_unknown():
    network = NetworkFacts(None, icmp_raw=True, icmp_datagram=True, open_files_limit=None)
    assert checks.check_receive_buffer(network).status is Status.UNKNOWN
    assert checks.check_open_files(network).status is Status.UNKNOWN


def test_a_missing_optional_program_is_no_complaint():
    finding = checks.check_program("vtysh", None)
    assert finding.status is Status.INFO
    assert "wk lab up --frr" in finding.message


def test_worst_puts_unknown_above_good_and_below_warning():
    def of(*statuses):
        return worst(Finding("x", status, "") for status in statuses)

    assert of() is Status.OK
    assert of(Status.OK, Status.UNKNOWN, Status.INFO) is Status.UNKNOWN
    assert of(Status.UNKNOWN, Status.WARNING) is Status.WARNING
    assert of(Status.FAILED, Status.WARNING) is Status.FAILED


def test_credentials_that_end_are_named():
    facts = VaultFacts(key_found=True, secrets=9, ending=tuple("abcdefg"))
    finding = checks.check_endings(facts)
    assert finding.status is Status.WARNING
    assert finding.message == "7 have ended or will within 30 days: a, b, c, d, e, …."
    assert checks.check_endings(replace(facts, ending=())).status is Status.OK
