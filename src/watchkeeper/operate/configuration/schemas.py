"""Settings at the API's border."""

from pydantic import BaseModel, Field

from watchkeeper.core.settings import SettingValue


class SettingView(BaseModel):
    """One setting."""

    name: str = Field(description="Its place: sections and name, joined by points.", examples=["server.port"])
    value: str = Field(description="As text; a secret that is set is ***.")
    source: str = Field(description="environment, default, or the path of the file that says so.")
    description: str

    @classmethod
    def of(cls, row: SettingValue) -> "SettingView":
        """Show a setting."""
        return cls(name=row.name, value=row.value, source=row.source, description=row.description)


class SettingList(BaseModel):
    """Every setting, in the order of the reference."""

    items: list[SettingView]
