"""Health at the API's border."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel, Field

from watchkeeper.kit.clock import Clock
from watchkeeper.operate.probes.status import Observation, Status, Verdict


class Reason(BaseModel):
    """Why the whole is not well."""

    component: str = Field(examples=["database"])
    reason: str = Field(examples=["no answer in time"])


class ProbeAnswer(BaseModel):
    """What anybody may know."""

    status: Status
    reasons: list[Reason] | None = Field(default=None, description="Only when the answer is 503.")

    @classmethod
    def of(cls, verdict: Verdict) -> "ProbeAnswer":
        """Show a verdict; reasons only when it is bad news."""
        if verdict.serving:
            return cls(status=verdict.status)
        return cls(status=verdict.status, reasons=[Reason(component=name, reason=why) for name, why in verdict.reasons])

    def body(self) -> dict[str, Any]:
        """Return the body without what is not said."""
        return self.model_dump(mode="json", exclude_none=True)


class ComponentHealth(BaseModel):
    """One component as people see it."""

    component: str
    required: bool
    status: Status
    reason: str
    message: str
    checked_at: datetime | None
    age_s: float | None = Field(description="Seconds since it was checked.")
    latency_ms: float


class Health(BaseModel):
    """Everything the platform knows of itself."""

    status: Status
    components: list[ComponentHealth]

    @classmethod
    def of(cls, verdict: Verdict, observations: list[Observation], clock: Clock) -> "Health":
        """Show a verdict and what it rests on."""
        now = clock()
        return cls(
            status=verdict.status,
            components=[
                ComponentHealth(
                    component=item.component,
                    required=item.required,
                    status=item.finding.status,
                    reason=item.finding.reason,
                    message=item.finding.message,
                    checked_at=item.checked_at,
                    age_s=(now - item.checked_at).total_seconds() if item.checked_at else None,
                    latency_ms=round(item.latency_s * 1000, 1),
                )
                for item in observations
            ],
        )
