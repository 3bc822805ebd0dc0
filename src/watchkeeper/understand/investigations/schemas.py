"""Investigations at the API's border."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from watchkeeper.understand.investigations.earlier import EarlierKind


class CauseView(BaseModel):
    """One candidate cause."""

    entity: str = Field(description="What failed: node:X, link:L.")
    score: float = Field(description="0 to 1; only the order between candidates means something.")
    label: Literal["verified", "likely", "possible"]
    path: list[str] = Field(description="From the cause to the last that it took along.")
    evidence: list[str]


class EarlierView(BaseModel):
    """Something that was changed before the incident."""

    at: datetime
    kind: EarlierKind
    entity: str
    text: str
    actor: str


class InvestigationView(BaseModel):
    """What is known of an incident's cause."""

    verdict: Literal["fault_found", "healthy", "inconclusive"]
    causes: list[CauseView] = Field(description="Best first.")
    ruled_out: list[str]
    blind_spots: list[str] = Field(description="What lies on the way and nothing measures.")
    before: list[EarlierView] = Field(description="Changes of the two hours before it, newest first.")
