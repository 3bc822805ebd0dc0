"""Bundles as files: whole, in order, masked, and honest about what could not be gathered."""

import io
import json
import zipfile
from datetime import UTC, datetime

from watchkeeper.operate.support.bundle import MANIFEST, Part, zipped

MADE_AT = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)


def part(name, found):
    async def gather():
        if isinstance(found, Exception):
            raise found
        return found

    return Part(name, gather)


async def unpacked(*parts, progress=None):
    pieces = [piece async for piece in zipped(parts, MADE_AT, progress)]
    with zipfile.ZipFile(io.BytesIO(b"".join(pieces))) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name).decode() for name in archive.namelist()}, pieces


async def test_each_part_leaves_as_soon_as_it_is_gathered():
    told = []
    files, pieces = await unpacked(part("a.json", {"one": 1}), part("b.json", [2]), progress=told.append)
    assert list(files) == ["a.json", "b.json", MANIFEST]
    assert (json.loads(files["a.json"]), json.loads(files["b.json"])) == ({"one": 1}, [2])
    assert b"a.json" in pieces[0]
    assert b"b.json" not in pieces[0]
    assert told == [1, 2]


async def test_secrets_are_masked_by_name_and_by_shape():
    lines = '{"event": "password=hunter22"}'
    files, _ = await unpacked(
        part(
            "a.json", {"password": "hunter22", "url": "redis://u:hunter22@host", "at": MADE_AT, "day": MADE_AT.date()}
        ),
        part("log.jsonl", lines),
    )
    assert "hunter22" not in "".join(files.values())
    assert (json.loads(files["a.json"])["at"], json.loads(files["a.json"])["day"]) == (str(MADE_AT), "2026-03-01")


async def test_a_part_that_fails_is_told_and_takes_nothing_along():
    files, _ = await unpacked(part("a.json", RuntimeError("token=hunter22 is wrong")), part("b.json", {"x": 1}))
    assert list(files) == ["b.json", MANIFEST]
    told = json.loads(files[MANIFEST])["parts"]
    assert [(one["name"], bool(one["problem"])) for one in told] == [("a.json", True), ("b.json", False)]
    assert "RuntimeError" in told[0]["problem"]
    assert "hunter22" not in files[MANIFEST]
