"""Importing devices: a preview of what would change, then all of it in one transaction or nothing."""

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.audit import Target, record
from watchkeeper.core.egress.policy import EgressPolicy, Gate
from watchkeeper.core.http.security import Principal
from watchkeeper.core.live import about_device, announce
from watchkeeper.core.telemetry import get_logger
from watchkeeper.estate.inventory import bulk_repository, events, groups_repository
from watchkeeper.estate.inventory.errors import InvalidImportError, StalePreviewError
from watchkeeper.estate.inventory.imports import repository
from watchkeeper.estate.inventory.imports.columns import SITE_COLUMNS, ImportRow
from watchkeeper.estate.inventory.imports.plan import DEFAULT_PORT, Action, ImportPlan, PlannedRow, plan_import
from watchkeeper.estate.inventory.imports.reading import read_rows, refuse
from watchkeeper.estate.inventory.settings import InventorySettings
from watchkeeper.estate.vault.service import VaultService
from watchkeeper.kit.clock import Clock, utc_now
from watchkeeper.kit.jsonable import JSON

log = get_logger(__name__)

_MOST_ERRORS_SHOWN = 20
_COLUMN = {
    "port": "snmp_port",
    "address": "address",
    "platform": "platform",
    "interval_s": "interval_s",
    "enabled": "enabled",
}


class ImportService:
    """The verbs of importing. ``content`` is text or the bytes of a file; ``gate`` as the inventory's."""

    def __init__(
        self,
        vault: VaultService,
        settings: InventorySettings | None = None,
        clock: Clock = utc_now,
        *,
        gate: Gate | None = None,
    ) -> None:
        self._vault = vault
        self._gate = gate or EgressPolicy().device_gate()
        self._settings = settings or InventorySettings()
        self._clock = clock

    async def preview(self, session: AsyncSession, file_format: str | None, content: str | bytes) -> ImportPlan:
        """Return what applying the file would change. Raises InvalidImportError when it cannot be read."""
        if len(content) > self._settings.import_max_bytes:
            raise refuse(None, f"the file is larger than {self._settings.import_max_bytes} bytes")
        rows = await asyncio.to_thread(read_rows, file_format, content, max_rows=self._settings.import_max_rows)
        rows = [self._judged(row) for row in rows]
        credentials = await self._vault.names(session)
        names = {credential_id: name for name, credential_id in credentials.items()}
        devices = await repository.listed_devices(session, names)
        sites = await repository.site_settings(session)
        return await asyncio.to_thread(plan_import, rows, devices, credentials, sites)

    async def apply(
        self, session: AsyncSession, file_format: str | None, content: str | bytes, digest: str, actor: Principal
    ) -> ImportPlan:
        """Write what the preview with ``digest`` showed; sites and tags that are new are added.

        What a file says of sites needs the permission to change groups.

        Raises StalePreviewError when the file or the inventory is no longer what the preview showed, and
        InvalidImportError when rows have errors; then nothing is written.
        """
        plan = await self.preview(session, file_format, content)
        if plan.digest != digest:
            raise StalePreviewError(
                "The file or the inventory changed since the preview.", hint="Look at a new preview and apply that."
            )
        _refuse_errors(plan)
        await self._write(session, plan, actor)
        record(session, "device.import", Target("import", digest[:16]), actor=actor, after=_told(plan))
        log.info(
            "devices imported", created=plan.count(Action.CREATE), updated=plan.count(Action.UPDATE), by=actor.name
        )
        return plan

    def _judged(self, row: ImportRow) -> ImportRow:
        address = row.values.get("address")
        if address is None or self._gate(str(address)):
            return row
        return replace(row, errors=(*row.errors, f"address: {address} cannot be a device's (egress.allow)"))

    async def _write(self, session: AsyncSession, plan: ImportPlan, actor: Principal) -> None:
        rows = [row for row in plan.rows if row.action in {Action.CREATE, Action.UPDATE}]
        if not rows:
            return
        now = self._clock()
        sites = await self._sites(session, rows, now)
        await self._set_sites(session, rows, sites, actor, now)
        credentials = await self._vault.names(session)
        created = [row for row in rows if row.action is Action.CREATE]
        columns = {row.line: _columns(row, sites, credentials) for row in rows}
        ids: dict[str, int] = {row.name: row.device_id for row in rows if row.device_id is not None}
        if created:
            ids |= await bulk_repository.insert_devices(session, [_new(row, columns[row.line], now) for row in created])
        updates = [
            {"id": row.device_id, **columns[row.line], "updated_at": now} for row in rows if row.action is Action.UPDATE
        ]
        await bulk_repository.update_devices(session, updates)
        await self._tag(session, rows, ids)
        await self._announce(session, plan, ids, actor)

    async def _sites(self, session: AsyncSession, rows: Iterable[PlannedRow], now: datetime) -> dict[str, int]:
        wanted = {str(row.changes["site"].after) for row in rows if "site" in row.changes}
        known = await groups_repository.site_ids(session)
        missing = sorted(wanted - set(known))
        if missing:
            await repository.add_sites(session, missing, now)
            known = await groups_repository.site_ids(session)
        return known

    @staticmethod
    async def _set_sites(
        session: AsyncSession, rows: Iterable[PlannedRow], sites: dict[str, int], actor: Principal, now: datetime
    ) -> None:
        wanted: dict[str, dict[str, object]] = {}
        for row in rows:
            if row.site is not None:
                said = {SITE_COLUMNS[name]: row.changes[name].after for name in SITE_COLUMNS if name in row.changes}
                wanted.setdefault(row.site, {}).update(said)
        if wanted:
            actor.demand("groups:edit")
        for name, values in wanted.items():
            await repository.set_site(session, sites[name], values, now)
            await events.group_changed(session, "site.changed", sites[name], name)

    async def _tag(self, session: AsyncSession, rows: Iterable[PlannedRow], ids: dict[str, int]) -> None:
        wanted = {
            ids[row.name]: after
            for row in rows
            if "tags" in row.changes and isinstance(after := row.changes["tags"].after, tuple)
        }
        if not wanted:
            return
        tag_ids = await groups_repository.tag_ids(session, {tag for tags in wanted.values() for tag in tags})
        await repository.replace_tags(
            session, {device_id: [tag_ids[tag] for tag in tags] for device_id, tags in wanted.items()}
        )
        await groups_repository.forget_unused_tags(session)

    async def _announce(self, session: AsyncSession, plan: ImportPlan, ids: dict[str, int], actor: Principal) -> None:
        counts = {"created": plan.count(Action.CREATE), "updated": plan.count(Action.UPDATE)}
        await announce(session, events.DEVICES, "devices.imported", {**counts, "by": actor.name})
        for row in plan.rows:
            if row.action is Action.UPDATE:
                topic = events.device_topic(ids[row.name])
                body: dict[str, JSON] = {"id": ids[row.name], "changed": sorted(row.changes)}
                await announce(session, topic, "device.changed", body, about=about_device(ids[row.name]))


def _told(plan: ImportPlan) -> dict[str, object]:
    """Return what the audit log tells of an import: each device it made, and what it changed of each other."""
    return {
        "created": [row.name for row in plan.rows if row.action is Action.CREATE],
        "updated": {
            row.name: {column: [change.before, change.after] for column, change in row.changes.items()}
            for row in plan.rows
            if row.action is Action.UPDATE
        },
    }


def _refuse_errors(plan: ImportPlan) -> None:
    wrong = [row for row in plan.rows if row.action is Action.ERROR]
    if wrong:
        shown = [{"loc": ["line", row.line], "msg": error} for row in wrong for error in row.errors]
        raise InvalidImportError(
            f"{len(wrong)} rows have errors; nothing was imported.",
            hint="Correct the rows and look at a new preview.",
            details={"errors": shown[:_MOST_ERRORS_SHOWN]},
        )


def _columns(row: PlannedRow, sites: dict[str, int], credentials: dict[str, int]) -> dict[str, Any]:
    after = {column: change.after for column, change in row.changes.items()}
    columns: dict[str, Any] = {_COLUMN[name]: value for name, value in after.items() if name in _COLUMN}
    if "site" in after:
        columns["site_id"] = sites[str(after["site"])]
    if "credential" in after:
        columns["credential_id"] = credentials[str(after["credential"])]
    if "address" in columns:
        columns["driver_memory"] = {}
    return columns


def _new(row: PlannedRow, columns: dict[str, Any], now: datetime) -> dict[str, Any]:
    defaults = {
        "snmp_port": DEFAULT_PORT,
        "site_id": None,
        "credential_id": None,
        "platform": "",
        "interval_s": None,
        "enabled": True,
    }
    return {"name": row.name, **defaults, **columns, "created_at": now, "updated_at": now}
