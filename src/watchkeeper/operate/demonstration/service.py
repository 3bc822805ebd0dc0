"""What may be done with the lab beside this server."""

from pathlib import Path

from watchkeeper.core.errors import ConflictError, NotFoundError, UnavailableError
from watchkeeper.operate.demonstration.client import ask
from watchkeeper.operate.demonstration.schemas import FaultOrder, FaultView, LabView


class DemonstrationService:
    """Breaks and mends the emulated network in ``directory``; None says that there is none."""

    def __init__(self, directory: Path | None) -> None:
        self._directory = directory

    async def look(self) -> LabView:
        """Say whether a lab runs and what is broken in it."""
        if self._directory is None:
            return LabView(running=False, faults=[])
        try:
            return _view(await ask(self._directory, {"do": "faults"}))
        except UnavailableError:
            return LabView(running=False, faults=[])

    async def break_something(self, order: FaultOrder) -> LabView:
        """Do what ``order`` says. Raises ConflictError without a lab, InvalidInputError for what it refuses."""
        given = {key: value for key, value in order.model_dump().items() if value is not None}
        await ask(self._place(), {"do": "fault", **given})
        return await self.look()

    async def mend(self, number: int | None = None) -> LabView:
        """Mend one fault, or all. Raises ConflictError without a lab, NotFoundError for an unknown number."""
        place = self._place()
        if number is None:
            await ask(place, {"do": "clear"})
        elif number in {fault.id for fault in (await self.look()).faults}:
            await ask(place, {"do": "clear", "number": number})
        else:
            raise NotFoundError(f"There is no fault number {number}.")
        return await self.look()

    def _place(self) -> Path:
        if self._directory is None:
            raise ConflictError(
                "No lab runs beside this server.", hint="The setting demonstration.lab names one; `make run` has one."
            )
        return self._directory


def _view(reply: dict[str, object]) -> LabView:
    rows = reply.get("faults")
    return LabView(
        running=True,
        faults=[FaultView.of(row) for row in rows if isinstance(row, dict)] if isinstance(rows, list) else [],
    )
