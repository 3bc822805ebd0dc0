"""Triggers by which the database itself refuses to rewrite the audit log, on SQLite and on PostgreSQL.

They stop mistakes and injected SQL, not the owner of the database, who can drop them: that is what the chain and its
signatures are for, and verification reports a guard that is missing.
"""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import Connection, Table, event, text

from watchkeeper.core.audit.models import AuditArchive, AuditCheckpoint, AuditEntry

_CONTENT = (
    "id, at, actor_kind, actor_id, actor_name, verb, object_kind, object_id, object_name, address, request_id, "
    "user_agent, outcome, reason, before, after"
)

_SQLITE: Final[Mapping[str, tuple[str, ...]]] = {
    "audit_entries": (
        (
            f"CREATE TRIGGER audit_entries_content BEFORE UPDATE OF {_CONTENT} ON audit_entries "
            "BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END"
        ),
        (
            "CREATE TRIGGER audit_entries_seal BEFORE UPDATE OF sequence, hash ON audit_entries "
            "WHEN OLD.sequence IS NOT NULL OR NEW.sequence IS NULL OR NEW.hash IS NULL "
            "BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END"
        ),
        (
            "CREATE TRIGGER audit_entries_delete BEFORE DELETE ON audit_entries "
            "WHEN OLD.sequence IS NULL OR NOT EXISTS "
            "(SELECT 1 FROM audit_archives WHERE last_sequence >= OLD.sequence) "
            "BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END"
        ),
    ),
    **{
        table: tuple(
            f"CREATE TRIGGER {table}_{verb.lower()} BEFORE {verb} ON {table} "
            "BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END"
            for verb in ("UPDATE", "DELETE")
        )
        for table in ("audit_checkpoints", "audit_archives")
    },
}

_PLPGSQL_ENTRIES = """
CREATE OR REPLACE FUNCTION audit_entries_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE probe audit_entries;
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD.sequence IS NOT NULL
       AND EXISTS (SELECT 1 FROM audit_archives WHERE last_sequence >= OLD.sequence) THEN
      RETURN OLD;
    END IF;
  ELSIF TG_OP = 'UPDATE' THEN
    probe := NEW;
    probe.sequence := OLD.sequence;
    probe.hash := OLD.hash;
    IF OLD.sequence IS NULL AND NEW.sequence IS NOT NULL AND NEW.hash IS NOT NULL
       AND probe IS NOT DISTINCT FROM OLD THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'insufficient_privilege';
END $$
"""
_PLPGSQL_REFUSE = """
CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'insufficient_privilege';
END $$
"""


def _truncate(table: str) -> str:
    return (
        f"CREATE TRIGGER {table}_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()"
    )


_POSTGRESQL: Final[Mapping[str, tuple[str, ...]]] = {
    "audit_entries": (
        _PLPGSQL_ENTRIES,
        _PLPGSQL_REFUSE,
        (
            "CREATE TRIGGER audit_entries_guard BEFORE UPDATE OR DELETE ON audit_entries "
            "FOR EACH ROW EXECUTE FUNCTION audit_entries_guard()"
        ),
        _truncate("audit_entries"),
    ),
    **{
        table: (
            _PLPGSQL_REFUSE,
            (
                f"CREATE TRIGGER {table}_guard BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION audit_refuse()"
            ),
            _truncate(table),
        )
        for table in ("audit_checkpoints", "audit_archives")
    },
}

NAMES: Final[Mapping[str, frozenset[str]]] = {
    "sqlite": frozenset(
        {
            "audit_entries_content",
            "audit_entries_seal",
            "audit_entries_delete",
            "audit_checkpoints_update",
            "audit_checkpoints_delete",
            "audit_archives_update",
            "audit_archives_delete",
        }
    ),
    "postgresql": frozenset(
        f"{table}_{what}"
        for table in ("audit_entries", "audit_checkpoints", "audit_archives")
        for what in ("guard", "truncate")
    ),
}
"""The triggers that must be there, by dialect."""


def statements(dialect: str, table: str) -> tuple[str, ...]:
    """Return what creates the guards of ``table`` (``sqlite`` or ``postgresql``), in order."""
    return (_SQLITE if dialect == "sqlite" else _POSTGRESQL)[table]


def missing(connection: Connection) -> frozenset[str]:
    """Return the names of guards that the database does not have, or has disabled."""
    dialect = connection.dialect.name
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if dialect == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')"
    )
    return NAMES[dialect] - {str(row[0]) for row in connection.execute(text(query))}


def _guard(table: Table, connection: Connection, **_options: object) -> None:
    for statement in statements(connection.dialect.name, table.name):
        connection.exec_driver_sql(statement)


for _model in (AuditEntry, AuditCheckpoint, AuditArchive):
    event.listen(_model.__table__, "after_create", _guard)
