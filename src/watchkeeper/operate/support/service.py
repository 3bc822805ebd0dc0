"""The verb of making a support bundle."""

from collections.abc import AsyncIterator, Callable, Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.audit import Target, record
from watchkeeper.core.http.security import Principal
from watchkeeper.kit.clock import Clock, utc_now
from watchkeeper.operate.support.bundle import Part, zipped


class SupportService:
    """Makes support bundles of the parts that it is given."""

    def __init__(self, parts: Sequence[Part], clock: Clock = utc_now) -> None:
        self._parts = tuple(parts)
        self._clock = clock

    @property
    def size(self) -> int:
        """How many parts a bundle has."""
        return len(self._parts)

    @property
    def file_name(self) -> str:
        """What a bundle that is made now is called."""
        return f"watchkeeper-support-{self._clock():%Y%m%d-%H%M%S}.zip"

    def note(self, session: AsyncSession, actor: Principal) -> None:
        """Record that somebody makes a bundle."""
        record(session, "support_bundle.make", Target("platform"), actor=actor, after={"parts": self.size})

    def stream(self, progress: Callable[[int], None] | None = None) -> AsyncIterator[bytes]:
        """Yield a bundle as a ZIP file, while it is gathered."""
        return zipped(self._parts, self._clock(), progress)
