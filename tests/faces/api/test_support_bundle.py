"""Support bundles of the whole application: what is in them, who may make them, that it is recorded."""

import io
import json
import zipfile

from sqlalchemy import select

from watchkeeper.core.audit.models import AuditEntry
from watchkeeper.core.migrate import head
from watchkeeper.estate.accounts.permissions import Role
from watchkeeper.operate.support.bundle import MANIFEST

PATH = "/api/v1/support-bundle"


async def test_an_administrator_gets_every_part_and_that_is_recorded(client_of, services):
    admin = await client_of(Role.ADMIN)
    device = {"name": "core-of-the-bank", "address": "192.0.2.1"}
    assert (await admin.post("/api/v1/devices", json=device)).status_code == 201
    answer = await admin.post(PATH)
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].endswith('.zip"')
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        files = {name: archive.read(name).decode() for name in archive.namelist()}
    manifest = json.loads(files[MANIFEST])
    assert [one["problem"] for one in manifest["parts"]] == [""] * services.support.size
    rows = {one["table"]: one["rows"] for one in json.loads(files["rows.json"])}
    assert (rows["devices"], rows["users"]) == (1, 1)
    assert json.loads(files["schema.json"])["wanted"] == head()
    assert any(one["check"] == "master key" for one in json.loads(files["doctor.json"]))
    assert any(one["name"] == "server.port" for one in json.loads(files["settings.json"]))
    assert "core-of-the-bank" not in "".join(files.values())
    async with services.database.reading() as session:
        made = (await session.scalars(select(AuditEntry).where(AuditEntry.verb == "support_bundle.make"))).all()
    assert [entry.actor_name for entry in made] == ["admin1"]


async def test_nobody_else_may(client_of):
    for role in (Role.VIEWER, Role.OPERATOR, Role.ENGINEER):
        assert (await (await client_of(role)).post(PATH)).status_code == 403
