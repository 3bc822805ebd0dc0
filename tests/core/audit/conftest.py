"""An audit log with a fixed master key, filled, sealed and proven in one line each."""

from datetime import UTC, datetime

import pytest

from watchkeeper.core.audit import Target, record
from watchkeeper.core.audit.sealing import Sealer
from watchkeeper.core.audit.settings import AuditSettings
from watchkeeper.core.audit.verifying import verify
from watchkeeper.core.crypto import KeyRing

KEYS = KeyRing(bytes(range(32)))


class Log:
    def __init__(self, database, data_dir, settings=None):
        self.database = database
        self.data_dir = data_dir
        self.now = datetime(2026, 1, 5, 12, tzinfo=UTC)
        self.sealer = Sealer(database, KEYS, data_dir, settings or AuditSettings(), lambda: self.now)

    async def write(self, count=1, verb="device.change"):
        async with self.database.transaction() as session:
            for number in range(count):
                record(session, verb, Target("device", number, f"dev-{number}"), after={"site": f"s{number}"})

    async def fill(self, count):
        """Write ``count`` entries one transaction each, and seal them."""
        for number in range(count):
            await self.write(verb=f"device.step{number}")
        await self.sealer.seal_all()

    async def verify(self, keys=KEYS, **options):
        async with self.database.reading() as session:
            return await verify(session, keys, self.data_dir, **options)

    async def tamper(self, *statements):
        """Act as the owner of the database who takes the guards away and puts them back."""
        from sqlalchemy import text

        from watchkeeper.core.audit import guards

        async with self.database.engine.begin() as connection:
            dialect = connection.dialect.name
            for name in sorted(guards.NAMES[dialect]):
                table = name.rsplit("_", 1)[0]
                await connection.execute(
                    text(f"DROP TRIGGER {name}" if dialect == "sqlite" else f"DROP TRIGGER {name} ON {table}")
                )
            for statement in statements:
                await connection.execute(text(statement))
            for table in ("audit_entries", "audit_checkpoints", "audit_archives"):
                for statement in guards.statements(dialect, table):
                    await connection.exec_driver_sql(statement)


@pytest.fixture
def log(database, tmp_path):
    return Log(database, tmp_path)
