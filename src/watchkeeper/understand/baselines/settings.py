"""Settings of baselines and anomalies."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from watchkeeper.kit.zones import known_zone


class ForecastSettings(BaseModel):
    """Which thresholds forecasts look ahead to."""

    model_config = ConfigDict(frozen=True)

    history_days: int = Field(default=14, ge=2, le=90, description="Days that a forecast looks back.")
    interval_s: int = Field(
        default=21_600, ge=300, description="How often every device is looked ahead of, for the capacity page, in s."
    )
    light_low_dbm: float = Field(
        default=-14.4,
        description="Received light that is too little, in dBm; the default is what 10GBASE-LR receivers still take.",
    )
    disk_percent: float = Field(default=95.0, gt=0, le=100, description="Use of a disk that is too much, in percent.")
    utilisation_percent: float = Field(
        default=80.0, gt=0, le=100, description="Hourly mean of an interface's use that is too much, in percent."
    )
    charge_percent: float = Field(default=50.0, ge=0, le=100, description="Charge of a UPS battery that is too little.")
    runtime_minutes: float = Field(default=10.0, ge=0, description="Run time of a UPS battery that is too little.")


class BaselineSettings(BaseModel):
    """What is normal, and when a departure from it counts."""

    model_config = ConfigDict(frozen=True)

    enabled: bool = Field(default=True, description="Score every sample and open anomalies.")
    time_zone: Annotated[str, AfterValidator(known_zone)] = Field(
        default="UTC",
        description="Time zone of the hours of the week of devices whose site has none, with its clock changes.",
    )
    window_days: int = Field(default=42, ge=7, le=120, description="Days that baselines are learned from.")
    opens_at: float = Field(default=4.0, gt=0, description="Robust sigmas at which a departure opens an anomaly.")
    critical_at: float = Field(default=6.0, gt=0, description="Robust sigmas from which an anomaly is critical.")
    closes_below: float = Field(default=2.5, gt=0, description="Robust sigmas below which a series is calm.")
    adopt_after_days: int = Field(
        default=7, ge=1, description="Days after which an open anomaly is learned from like anything else."
    )
    keep_days: int = Field(default=730, ge=1, description="Days that closed anomalies are kept.")
    forecasts: ForecastSettings = Field(default=ForecastSettings(), description="When thresholds will be reached.")
