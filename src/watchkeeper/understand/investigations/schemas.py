"""Investigations at the API's border."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from watchkeeper.understand.alerts.schemas import SayingView
from watchkeeper.understand.investigations.earlier import EarlierKind
from watchkeeper.understand.investigations.picture import Part


class CauseView(BaseModel):
    """One candidate cause."""

    entity: str = Field(description="What failed: node:X, link:L.")
    score: float = Field(description="0 to 1; only the order between candidates means something.")
    label: Literal["verified", "likely", "possible"]
    path: list[str] = Field(description="From the cause to the last that it took along.")
    evidence: list[SayingView]


class EarlierView(BaseModel):
    """Something that was changed before the incident."""

    at: datetime
    kind: EarlierKind
    entity: str
    text: str = Field(description="In English.")
    actor: str
    facts: dict[str, str] = Field(
        description="What the text was made of, to tell it in another language: event, device, object, from and to; "
        "appeared, gone and changed links of the map; until when maintenance lasts.",
    )


class PictureNodeView(BaseModel):
    """A device in the picture of an incident."""

    name: str
    device_id: int = Field(description="0: no device of ours.")
    part: Part
    ruled_out: bool = Field(description="It was looked at as a cause and is none.")
    blind: bool = Field(description="Nothing measures it.")
    symptoms: int = Field(description="Alerts of it that speak of what failed.")
    suppressed: int = Field(description="Alerts of it that were held back as consequences.")


class PictureLinkView(BaseModel):
    """A link, or the session that was lost, in the picture of an incident."""

    key: str = Field(description="As the map has it.")
    a: str
    b: str
    port_a: str = Field(description="Empty: not known.")
    port_b: str
    part: Part
    blind: bool


class PictureView(BaseModel):
    """The part of the network that an incident touches, as far as the reader may see it."""

    vantage: str = Field(description="The node that it was seen from.")
    nodes: list[PictureNodeView]
    links: list[PictureLinkView]
    left_out: int = Field(description="Devices, mostly cut off ones, that would be too many for a picture.")


class InvestigationView(BaseModel):
    """What is known of an incident's cause."""

    verdict: Literal["fault_found", "healthy", "inconclusive"]
    causes: list[CauseView] = Field(description="Best first.")
    ruled_out: list[SayingView]
    blind_spots: list[str] = Field(description="What lies on the way and nothing measures.")
    picture: PictureView
    before: list[EarlierView] = Field(description="Changes of the two hours before it, newest first.")
