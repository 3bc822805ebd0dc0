"""The archive: what is written is found, merges lose and double nothing, days go when their time has come."""

import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from watchkeeper.observe.messages.archive import Archive, Columns
from watchkeeper.observe.messages.search import MessageFilter, find

START = datetime(2026, 3, 1, 12, tzinfo=UTC)


def number(at: datetime) -> int:
    return int(at.timestamp()) * 1_000_000_000


def columns(*texts: str, at: datetime = START, device: int = 1, severity: int | None = 5, event: str = "") -> Columns:
    found = Columns()
    for place, text in enumerate(texts):
        us = number(at) // 1000 + place
        found.append(
            (
                *(number(at) + place, us, us, True, device, f"r{device}", "192.0.2.1", "syslog"),
                *(severity, 3, "h", "p", "", event, '{"a":"b"}', text, None),
            )
        )
    return found


def texts(archive: Archive, limit: int = 100, **wanted: object) -> list[str]:
    return [row["text"] for row in find(archive, MessageFilter(**wanted), limit)]


def test_messages_are_found_newest_first_page_by_page(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    for second in range(40):
        archive.write(columns(f"{second}-a", f"{second}-b", at=START + timedelta(seconds=second)))
    seen: list[str] = []
    before = None
    while True:
        page = find(archive, MessageFilter(before=before), 7)
        seen += [row["text"] for row in page]
        if len(page) < 7:
            break
        before = page[-1]["id"]
    assert seen == [f"{second}-{part}" for second in reversed(range(40)) for part in "ba"]


def test_filters(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.write(columns("link DOWN on ge-0/0/1", device=1, severity=3, event="INTERFACE_DOWN"))
    archive.write(columns("stranger's word", at=START + timedelta(seconds=1), device=0, severity=6))
    archive.write(columns("a trap", at=START + timedelta(seconds=2), device=2, severity=None))
    assert texts(archive, search="link down") == ["link DOWN on ge-0/0/1"]
    assert texts(archive, search="100%_'; --") == []
    assert texts(archive, device_id=2) == ["a trap"]
    assert texts(archive, severity=4) == ["a trap", "link DOWN on ge-0/0/1"]
    assert texts(archive, event="INTERFACE_DOWN") == ["link DOWN on ge-0/0/1"]
    assert texts(archive, strangers=True) == ["stranger's word"]
    assert texts(archive, device_ids=frozenset({1})) == ["link DOWN on ge-0/0/1"]
    assert texts(archive, device_ids=frozenset()) == []
    assert texts(archive, start=START + timedelta(seconds=2)) == ["a trap"]
    assert texts(archive, end=START + timedelta(seconds=1)) == ["link DOWN on ge-0/0/1"]
    assert texts(archive, after=number(START + timedelta(seconds=1))) == ["a trap"]


def test_a_merge_keeps_every_message_once(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    for second in range(50):
        archive.write(columns(str(second), at=START + timedelta(seconds=second)))
    before = texts(archive)
    assert archive.merge() == 50
    assert len(archive.files()) == 1
    assert texts(archive) == before


def test_a_merge_that_died_before_it_cleaned_up_doubles_nothing(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    for second in range(40):
        archive.write(columns(str(second), at=START + timedelta(seconds=second)))
    saved = [(file.path, file.path.read_bytes()) for file in archive.files()]
    archive.merge()
    for path, octets in saved[:10]:
        path.write_bytes(octets)
    assert texts(archive) == [str(second) for second in reversed(range(40))]
    archive.merge()
    assert len(archive.files()) == 1


def test_files_of_two_writers_are_both_read(tmp_path: Path) -> None:
    Archive(tmp_path, "a").write(columns("1", "2"))
    Archive(tmp_path, "b").write(columns("3", at=START + timedelta(microseconds=0)))
    assert sorted(texts(Archive(tmp_path))) == ["1", "2", "3"]


def test_old_days_go(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.write(columns("old", at=START - timedelta(days=9)))
    archive.write(columns("new"))
    assert archive.forget(date(2026, 2, 25)) == 1
    assert texts(archive) == ["new"]
    assert not list(tmp_path.rglob("date=2026-02-20*"))


def test_an_empty_archive_has_nothing(tmp_path: Path) -> None:
    assert texts(Archive(tmp_path / "nowhere")) == []
    assert Archive(tmp_path / "nowhere").merge() == 0
    shutil.rmtree(tmp_path)
