"""Every setting of the product: the core's sections and those that the slices declare beside their code."""

from pydantic import Field

from watchkeeper.core.settings import CoreSettings
from watchkeeper.observe.series.settings import SeriesSettings


class Settings(CoreSettings):
    """All sections. Importing this module imports settings only, no slice."""

    series: SeriesSettings = Field(default=SeriesSettings(), description="The store of samples.")
