"""What a dashboard shows: panels on a grid of twelve columns, and variables that panels refer to as ``$name``."""

from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, model_validator

from watchkeeper.core.http.bodies import Exact

COLUMNS = 12
MAX_PANELS = 60
MAX_VARIABLES = 8
MAX_ROW = 500

Name = Annotated[str, Field(min_length=1, max_length=64)]
VariableName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,31}$")]
Reference = Annotated[str, Field(pattern=r"^\$[a-z][a-z0-9_]{0,31}$", description="A variable: `$device`.")]
Id = Annotated[int, Field(ge=1, le=2**63 - 1)]
Subject = Id | Reference


class _Known(Exact):
    model_config = ConfigDict(extra="forbid")


class SeriesPanel(_Known):
    """Lines over time: the metrics of a family, of some devices or of the ``top`` objects of many."""

    kind: Literal["series"]
    family: Name
    metrics: list[Name] = Field(min_length=1, max_length=8)
    devices: list[Subject] = Field(default=[], max_length=50, description="None: all devices, then `top` applies.")
    site: Subject | None = Field(default=None, description="Of all devices, those of a site.")
    pool: Id | None = Field(default=None, description="Of all devices, those of a pool.")
    search: str = Field(default="", max_length=255, description="Of all devices, those that this text finds.")
    objects: list[Annotated[str, Field(max_length=255)]] = Field(default=[], max_length=50)
    agg: Literal["avg", "min", "max", "p95", "sum", "last"] = "avg"
    top: int = Field(default=5, ge=1, le=20)
    compare: Literal["none", "day", "week"] = "none"


class TablePanel(_Known):
    """A list of what is there."""

    kind: Literal["table"]
    source: Literal["devices", "problems", "events", "incidents"]
    site: Subject | None = None
    state: Literal["up", "down", "unknown"] | None = None
    rows: int = Field(default=10, ge=1, le=200)


class StatusPanel(_Known):
    """How many devices are up, down and unknown."""

    kind: Literal["status"]
    site: Subject | None = None


class MapPanel(_Known):
    """Sites on the map of the world."""

    kind: Literal["map"]


class TextPanel(_Known):
    """Words, as plain text."""

    kind: Literal["text"]
    text: str = Field(max_length=4000)


Content = Annotated[SeriesPanel | TablePanel | StatusPanel | MapPanel | TextPanel, Field(discriminator="kind")]


class Panel(_Known):
    """One region of the grid; ``x`` and ``w`` in columns, ``y`` and ``h`` in rows."""

    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,32}$")]
    title: str = Field(default="", max_length=128)
    x: int = Field(ge=0, lt=COLUMNS)
    y: int = Field(ge=0, le=MAX_ROW)
    w: int = Field(ge=2, le=COLUMNS)
    h: int = Field(ge=1, le=24)
    content: Content

    @model_validator(mode="after")
    def _inside(self) -> Self:
        if self.x + self.w > COLUMNS:
            raise ValueError(f"the panel ends right of the {COLUMNS} columns")
        return self


class Variable(_Known):
    """Something one chooses above the panels; the choice is in the address of the page."""

    name: VariableName
    label: str = Field(default="", max_length=64)
    kind: Literal["device", "site"]
    default: Id | None = None


class Layout(_Known):
    """A whole dashboard, as it is stored, exported and imported."""

    panels: list[Panel] = Field(default=[], max_length=MAX_PANELS)
    variables: list[Variable] = Field(default=[], max_length=MAX_VARIABLES)

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        panels = [panel.id for panel in self.panels]
        if len(set(panels)) != len(panels):
            raise ValueError("two panels have the same id")
        variables = {variable.name: variable.kind for variable in self.variables}
        if len(variables) != len(self.variables):
            raise ValueError("two variables have the same name")
        for panel in self.panels:
            for reference, kind in _references(panel.content):
                if variables.get(reference) != kind:
                    raise ValueError(f"panel {panel.id} refers to ${reference}, which is not a {kind} variable")
        return self


def _references(content: Content) -> list[tuple[str, str]]:
    subjects: list[tuple[Subject | None, str]] = []
    if isinstance(content, SeriesPanel):
        subjects += [(device, "device") for device in content.devices]
    if isinstance(content, SeriesPanel | TablePanel | StatusPanel):
        subjects.append((content.site, "site"))
    return [(subject[1:], kind) for subject, kind in subjects if isinstance(subject, str)]
