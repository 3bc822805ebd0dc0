"""The correlation engine: alerts go in one by one, incidents come out, and nobody is paged for a consequence.

An alert that the known faults explain joins their incident at once. Any other starts or joins a forming incident, and
the page is held until the picture has been quiet for ``quiet_s``, at most ``hold_s`` after the first such alert. Then
the fewest faults are sought that explain everything that is reported (``explain``), and incidents are opened, given
another root, reopened or closed accordingly. Conditions that say nothing about who reaches whom (a failed fan) are
incidents of their own.
"""

from collections.abc import Iterable

from watchkeeper.understand.alerts.correlation.evidence import Alert, Condition, Key, subject_of
from watchkeeper.understand.alerts.correlation.holds import Holds
from watchkeeper.understand.alerts.correlation.incident import SENTENCES, Change, Happening, Incident, Role, Stage
from watchkeeper.understand.alerts.correlation.network import Network
from watchkeeper.understand.alerts.correlation.settling import Settlement


class Correlator:
    """Incidents of one network. The clock is what ``observe`` and ``advance`` are told; it never goes back."""

    def __init__(self, network: Network, holds: Holds | None = None, *, first_number: int = 1) -> None:
        self.network = network
        self.holds = holds or Holds()
        self.active: dict[Key, Condition] = {}
        self.cleared: dict[Key, float] = {}
        self.placed: dict[Key, tuple[Incident, Role]] = {}
        self.incidents: list[Incident] = []
        self.forming: Incident | None = None
        self.links_show = False
        self.now = float("-inf")
        self.changes: list[Change] = []
        self.next_number = first_number
        self.first_raise: float | None = None
        self.first_clear: float | None = None
        self.last_change = 0.0
        self.orphans_due: float | None = None

    @property
    def due(self) -> float | None:
        """The next moment at which something is decided, or None."""
        moments = (self._settle_due(), self._local_due(), self.orphans_due)
        return min((moment for moment in moments if moment is not None), default=None)

    @property
    def pages(self) -> int:
        """How many problem notifications a person has received."""
        return sum(change.happening is Happening.PAGED for change in self.changes)

    def observe(self, alert: Alert) -> None:
        """Take one alert in. A raise that is older than the last clear of its condition changes nothing."""
        self.advance(max(alert.at, self.now))
        if alert.raised:
            self._raise(alert)
        else:
            self._clear(alert)

    def advance(self, now: float) -> None:
        """Let the clock run to ``now`` and decide what is due."""
        while (due := self.due) is not None and due <= now:
            self.now = max(self.now, due)
            self._decide(due)
        self.now = max(self.now, now)

    def finish(self) -> None:
        """Let every timer run out."""
        while (due := self.due) is not None:
            self.advance(due)

    def take_changes(self) -> list[Change]:
        """Return what happened since the last call. ``pages`` starts anew as well."""
        taken, self.changes = self.changes, []
        return taken

    def new_incident(self, at: float, *, local: bool = False) -> Incident:
        """Begin an incident."""
        incident = Incident(self.next_number, at, local=local)
        self.next_number += 1
        self.incidents.append(incident)
        return incident

    def tell(self, incident: Incident, happening: Happening, code: str, **facts: str) -> None:
        """Note that something happened, in a sentence of ``SENTENCES``."""
        said = SENTENCES.say(code, **facts)
        incident.explanation.append(str(said))
        self.changes.append(Change(incident.number, happening, self.now, said))

    def place(self, key: Key, incident: Incident, role: Role) -> None:
        """Put a condition with all its alerts into ``incident``."""
        before = self.placed.get(key)
        if before is not None and before[0] is not incident and before[0].stage is Stage.FORMING:
            for one in self.active[key].ids:
                before[0].symptoms.pop(one, None)
        self.placed[key] = (incident, role)
        incident.add(role, self.active[key].ids)
        incident.opened_at = min(incident.opened_at, self.active[key].since)

    def open_incidents(self) -> Iterable[Incident]:
        """Incidents about who reaches whom that last and have a root."""
        return (one for one in self.incidents if one.stage is Stage.OPEN and not one.local)

    def _raise(self, alert: Alert) -> None:
        key = alert.key
        if alert.at < self.cleared.get(key, float("-inf")):
            return
        condition = self.active.get(key)
        if condition is not None:
            condition.ids.append(alert.id)
            if (placed := self.placed.get(key)) is not None:
                placed[0].add(placed[1], [alert.id])
            return
        self.active[key] = Condition(key, self.now, [alert.id])
        subject = subject_of(self.network, key)
        if subject is None:
            self.raise_local(key)
            return
        self.links_show = self.links_show or (subject.link is not None and not subject.ends)
        if self.first_raise is not None or self.first_clear is not None:
            self.last_change = self.now
        if not Settlement.of(self).explains(key, subject):
            self.first_raise = self.now if self.first_raise is None else self.first_raise
            self.last_change = self.now
            if self.forming is None:
                self.forming = self.new_incident(self.now)
                self.tell(self.forming, Happening.OPENED, "reports", object=key.entity, condition=key.kind)
            self.place(key, self.forming, Role.SYMPTOM)

    def _clear(self, alert: Alert) -> None:
        self.cleared[alert.key] = max(alert.at, self.cleared.get(alert.key, alert.at))
        if self.active.pop(alert.key, None) is None:
            return
        placed = self.placed.pop(alert.key, None)
        if placed is not None and placed[0].local:
            self._end_local(placed[0])
        elif subject_of(self.network, alert.key) is not None:
            self.first_clear = self.now if self.first_clear is None else self.first_clear
            self.last_change = self.now

    def raise_local(self, key: Key) -> None:
        """Put a condition that says nothing about who reaches whom into the incident of its own object."""
        entity = key.entity
        mine = [one for one in self.incidents if entity in one.roots]
        incident = next((one for one in reversed(mine) if one.open), None)
        if incident is None:
            recent = [one for one in mine if self.now - (one.closed_at or 0.0) <= self.holds.reopen_s]
            incident = recent[-1] if recent and recent[-1].local else None
            if incident is not None:
                incident.stage, incident.closed_at = Stage.OPEN, None
                self.tell(incident, Happening.REOPENED, "reports_again", object=entity, condition=key.kind)
        if incident is None:
            incident = self.new_incident(self.now, local=True)
            incident.stage, incident.roots, incident.onset = Stage.OPEN, [entity], {entity: self.now}
            self.tell(incident, Happening.OPENED, "reports", object=entity, condition=key.kind)
        self.place(key, incident, Role.SYMPTOM)

    def _end_local(self, incident: Incident) -> None:
        if any(placed[0] is incident for placed in self.placed.values()):
            return
        incident.stage, incident.closed_at = Stage.CLOSED, self.now
        self.tell(incident, Happening.CLOSED, "well_again", object=incident.roots[0])

    def _settle_due(self) -> float | None:
        if self.first_raise is not None:
            return min(self.last_change + self.holds.quiet_s, self.first_raise + self.holds.hold_s)
        if self.first_clear is not None:
            return min(self.last_change + self.holds.quiet_s, self.first_clear + self.holds.clear_hold_s)
        return None

    def _local_due(self) -> float | None:
        waiting = (one.opened_at for one in self.incidents if one.local and one.open and one.paged_at is None)
        return min((since + self.holds.quiet_s for since in waiting), default=None)

    def _decide(self, due: float) -> None:
        moments = (self._settle_due(), self.orphans_due)
        if any(moment is not None and moment <= due for moment in moments):
            self.first_raise = self.first_clear = None
            Settlement.of(self).settle()
        for incident in self.incidents:
            waiting = incident.local and incident.open and incident.paged_at is None
            if waiting and incident.opened_at + self.holds.quiet_s <= due:
                self.page(incident)

    def page(self, incident: Incident) -> None:
        """Tell a person. Once an incident."""
        incident.paged_at = self.now
        self.tell(incident, Happening.PAGED, "notified", objects=", ".join(incident.roots))
