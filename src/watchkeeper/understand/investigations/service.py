"""The verb of investigations: look into an incident."""

from collections.abc import Mapping
from dataclasses import asdict

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.http.paging import ListQuery
from watchkeeper.core.http.security import Principal
from watchkeeper.understand.alerts.correlation.incident import Role
from watchkeeper.understand.alerts.models import AlertRow
from watchkeeper.understand.alerts.repository import AlertFilter
from watchkeeper.understand.alerts.schemas import SayingView
from watchkeeper.understand.alerts.service import AlertService
from watchkeeper.understand.investigations.case import Happening
from watchkeeper.understand.investigations.causes import Cause
from watchkeeper.understand.investigations.dependence import Symptom
from watchkeeper.understand.investigations.earlier import Chronicle
from watchkeeper.understand.investigations.live import causes_of
from watchkeeper.understand.investigations.picture import Picture, Told, picture_of
from watchkeeper.understand.investigations.schemas import (
    CauseView,
    EarlierView,
    InvestigationView,
    PictureLinkView,
    PictureNodeView,
    PictureView,
)

_ALERTS = 1000


class InvestigationService:
    """Looks for the cause of incidents."""

    def __init__(self, alerts: AlertService, chronicle: Chronicle) -> None:
        self._alerts = alerts
        self._chronicle = chronicle

    async def investigate(self, session: AsyncSession, incident_id: int, actor: Principal) -> InvestigationView:
        """Return what is known of an incident's cause now. Raises IncidentNotFoundError."""
        incident = await self._alerts.incident(session, incident_id)
        every = ListQuery(limit=_ALERTS, sort="raised_at")
        rows, _ = await self._alerts.list_alerts(session, AlertFilter(incident_id=incident_id), every)
        since = min((row.raised_at for row in rows), default=incident.opened_at)
        before = await self._chronicle.before(session, since, {row.device_id for row in rows}, actor)
        happenings = [Happening(one.at.timestamp(), one.entity, one.text) for one in before if one.entity]
        network = await self._alerts.network(session)
        found = causes_of(network, incident.roots, [_symptom(row) for row in rows], happenings)
        told = [Told(row.entity, row.device_name, row.role == Role.SUPPRESSED.value) for row in rows]
        failed = incident.roots or [one.entity for one in found.causes]  # while alerts are still gathered
        picture = picture_of(network, failed, incident.isolated, told, found)
        return InvestigationView(
            verdict=found.verdict.value,
            causes=[_cause(one) for one in found.causes],
            ruled_out=[SayingView.of(one) for one in found.ruled_out],
            blind_spots=list(found.blind_spots),
            picture=_picture(picture, await self._alerts.device_numbers(session)),
            before=[EarlierView.model_validate(asdict(one)) for one in before],
        )


def _cause(one: Cause) -> CauseView:
    evidence = [SayingView.of(said) for said in one.evidence]
    return CauseView(entity=one.entity, score=one.score, label=one.label.value, path=list(one.path), evidence=evidence)


def _picture(picture: Picture, numbers: Mapping[str, int]) -> PictureView:
    return PictureView(
        vantage=picture.vantage,
        nodes=[PictureNodeView(device_id=numbers.get(one.name, 0), **asdict(one)) for one in picture.nodes],
        links=[PictureLinkView(**asdict(one)) for one in picture.links],
        left_out=picture.left_out,
    )


def _symptom(row: AlertRow) -> Symptom:
    cleared = None if row.cleared_at is None else row.cleared_at.timestamp()
    return Symptom(row.entity, row.device_name, row.raised_at.timestamp(), cleared)
