"""What a settled picture means for incidents: which are new, which get another root, which are over."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Final

from watchkeeper.understand.alerts.correlation.evidence import Key, Subject, gather, subject_of, witnessed
from watchkeeper.understand.alerts.correlation.explain import Explanation, explain
from watchkeeper.understand.alerts.correlation.incident import SENTENCES, Change, Happening, Incident, Role, Stage
from watchkeeper.understand.alerts.correlation.network import GROUP, LINK, NODE, Network
from watchkeeper.understand.alerts.correlation.sessions import settle_sessions

if TYPE_CHECKING:
    from watchkeeper.understand.alerts.correlation.engine import Correlator

RECENT: Final = 0.5
"""What a fault costs that ended a short while ago, or began so shortly ago that its parent may be late."""
TOGETHER_S: Final = 60.0
"""What fails within one poll interval may share its fate: links of one node, and all nodes of a site (its power).

It is one incident with several roots.
"""


class Settlement:
    """One look at everything that is reported, with the consequences for the engine's incidents."""

    def __init__(self, engine: Correlator) -> None:
        self._engine = engine
        self._network: Network = engine.network
        self._subjects: dict[Key, Subject] = {}

    @classmethod
    def of(cls, engine: Correlator) -> Settlement:
        """Return a settlement over ``engine``."""
        return cls(engine)

    def explains(self, key: Key, subject: Subject) -> bool:
        """Return whether the faults that are known explain a new condition, and put it where it belongs if so."""
        owners = self._owners()
        if not owners:
            return False
        expected = subject.follows(self._network.remember(tuple(owners)))
        if expected:
            self._put(key, subject, owners)
        return expected

    def settle(self) -> None:
        """Explain everything anew and bring the incidents in line."""
        engine = self._engine
        owners = self._owners()
        known = {root: RECENT if self._fresh(root, one) else 0.0 for root, one in owners.items()}
        recent = self._recent()
        known |= {root: RECENT for root in recent if root not in known}
        subjects = ((key, subject_of(self._network, key)) for key in engine.active)
        self._subjects = witnessed({key: subject for key, subject in subjects if subject is not None})
        evidence = gather(self._network, self._subjects.values(), links_show=engine.links_show)
        found = explain(self._network, evidence, known)
        self._forget_gone(owners, found)
        self._adopt(found, recent)
        placed = {root: one for one in engine.open_incidents() for root in one.roots}
        alone = [(key, subject) for key, subject in self._subjects.items() if not self._put(key, subject, placed)]
        self._note_cores()
        self._close_gone()
        settle_sessions(engine, alone)
        self._dissolve()
        self._page_new()

    def _owners(self) -> dict[str, Incident]:
        owned = ((root, one) for one in self._engine.open_incidents() for root in one.roots)
        return dict(sorted(owned, key=lambda pair: (pair[1].onset[pair[0]], pair[0])))

    def _recent(self) -> dict[str, Incident]:
        engine = self._engine
        ended = (one for one in engine.incidents if one.stage is Stage.CLOSED and not one.local)
        return {
            root: one
            for one in ended
            if one.closed_at is not None and engine.now - one.closed_at <= engine.holds.reopen_s
            for root in one.onset
        }

    def _fresh(self, root: str, incident: Incident) -> bool:
        return self._engine.now - incident.onset[root] <= self._engine.holds.late_parent_s

    def _forget_gone(self, owners: Mapping[str, Incident], found: Explanation) -> None:
        """Take roots that no longer explain anything out of their incidents, or exchange them for their heirs."""
        engine = self._engine
        for root, incident in owners.items():
            if root in found.faults:
                continue
            incident.roots.remove(root)
            left = [key for key in incident.core.get(root, ()) if key in engine.active]
            heirs = self._heirs(left, found)
            if not left or heirs is None:
                continue
            other = owners.get(heirs)
            if other is not None and other is not incident:
                if not incident.roots:
                    incident.stage, incident.closed_at = Stage.MERGED, engine.now
                    engine.tell(incident, Happening.MERGED, "follows", object=root, other=heirs)
                continue
            if heirs not in incident.roots:
                incident.roots.append(heirs)
                incident.onset[heirs] = incident.onset[root]
                engine.tell(incident, Happening.REROOTED, "other_root", object=root, other=heirs)
            incident.onset.pop(root, None)

    def _heirs(self, left: list[Key], found: Explanation) -> str | None:
        """Return the fault that explains most of ``left``."""
        counts: dict[str, int] = {}
        for key in left:
            subject = self._subjects.get(key)
            for fault in found.faults if subject is not None else ():
                if subject is not None and self._alone(fault, subject):
                    counts[fault] = counts.get(fault, 0) + 1
        return max(sorted(counts), key=counts.__getitem__, default=None)

    def _alone(self, fault: str, subject: Subject) -> bool:
        return subject.follows(self._network.remember((fault,)))

    def _adopt(self, found: Explanation, recent: Mapping[str, Incident]) -> None:
        """Give every new fault an incident: the one it had a short while ago, its neighbour's, or one of its own."""
        engine = self._engine
        taken = {root for one in engine.open_incidents() for root in one.roots}
        new = [fault for fault in found.faults if fault not in taken]
        onsets = {fault: self._onset(fault) for fault in new}
        fresh: list[Incident] = []
        for fault in sorted(new, key=lambda one: (onsets[one], one)):
            again = recent.get(fault)
            if again is not None and again.stage is not Stage.MERGED:
                self._reopen(again, fault, onsets[fault])
                continue
            beside = next((one for one in fresh if self._together(one, fault, onsets[fault])), None)
            incident = beside or self._begin(onsets[fault])
            if beside is None:
                fresh.append(incident)
            incident.roots.append(fault)
            incident.onset[fault] = onsets[fault]

    def _begin(self, onset: float) -> Incident:
        engine = self._engine
        incident, engine.forming = engine.forming, None
        if incident is None:
            incident = engine.new_incident(onset)
        incident.stage = Stage.OPEN
        return incident

    def _reopen(self, incident: Incident, fault: str, onset: float) -> None:
        engine = self._engine
        if incident.stage is Stage.CLOSED:
            incident.stage, incident.closed_at = Stage.OPEN, None
            incident.roots = []
            engine.tell(incident, Happening.REOPENED, "failed_again", object=fault)
        incident.roots.append(fault)
        incident.onset[fault] = onset

    def _together(self, incident: Incident, fault: str, onset: float) -> bool:
        """Return whether ``fault`` failed together with an incident's roots: links of a node, nodes of a dark site."""
        kinds = {name.partition(":")[0] for name in (fault, *incident.roots)}
        if abs(onset - min(incident.onset.values())) > TOGETHER_S:
            return False
        if kinds == {NODE}:
            return self._of_dark_site((fault, *incident.roots))
        if not kinds <= {LINK, GROUP}:
            return False
        shared = self._network.touches(fault)
        for root in incident.roots:
            shared &= self._network.touches(root)
        return bool(shared)

    def _of_dark_site(self, roots: Collection[str]) -> bool:
        """Return whether ``roots`` stand at one site of which nothing answers any more."""
        names = {root.partition(":")[2] for root in roots}
        silent = {subject.node for subject in self._subjects.values()}
        there = (nodes & self._network.in_sight for nodes in self._network.sites.values())
        return any(names <= nodes <= silent for nodes in there)

    def _onset(self, fault: str) -> float:
        engine = self._engine
        since = [engine.active[key].since for key, subject in self._subjects.items() if self._names(fault, subject)]
        since = since or [engine.active[k].since for k, s in self._subjects.items() if self._alone(fault, s)]
        return min(since, default=engine.now)

    def _names(self, fault: str, subject: Subject) -> bool:
        if subject.ends:
            return False
        about = f"{NODE}:{subject.node}" if subject.node is not None else f"{LINK}:{subject.link}"
        return about in self._network.members(fault)

    def _put(self, key: Key, subject: Subject, owners: Mapping[str, Incident]) -> bool:
        """Place a condition with the fault it names, else with the one that led to it; say whether there is one."""
        named = next((one for root, one in owners.items() if self._names(root, subject)), None)
        if named is not None:
            self._engine.place(key, named, Role.SYMPTOM)
            return True
        before: list[str] = []
        for root, incident in owners.items():
            before.append(root)
            if subject.follows(self._network.remember(tuple(before))):
                self._engine.place(key, incident, Role.SUPPRESSED)
                return True
        return False

    def _note_cores(self) -> None:
        """Remember, for each root, the conditions that stand or fall with it: its own, or else those of its ends."""
        for incident in self._engine.open_incidents():
            for root in incident.roots:
                near = self._network.touches(root)
                core = {
                    key
                    for key, subject in self._subjects.items()
                    if self._names(root, subject) or (subject.node in near and self._alone(root, subject))
                }
                if not core:
                    core = {key for key, subject in self._subjects.items() if self._alone(root, subject)}
                incident.core[root] = frozenset(core) | incident.core.get(root, frozenset())

    def _dissolve(self) -> None:
        """Drop a forming incident that proved to be part of others."""
        engine = self._engine
        if engine.forming is not None:
            engine.forming.stage, engine.forming.closed_at = Stage.MERGED, engine.now
            engine.forming.symptoms.clear()
            engine.changes.append(_dropped(engine.forming, engine.now))
            engine.forming = None

    def _close_gone(self) -> None:
        engine = self._engine
        for incident in list(engine.open_incidents()):
            if not incident.roots:
                incident.roots = [max(incident.onset, key=incident.onset.__getitem__)] if incident.onset else []
                incident.stage = Stage.CLOSED
                ended = [
                    engine.cleared[key] for core in incident.core.values() for key in core if key in engine.cleared
                ]
                incident.closed_at = max(ended, default=engine.now)
                engine.tell(incident, Happening.CLOSED, "works_again")

    def _page_new(self) -> None:
        for incident in list(self._engine.open_incidents()):
            if incident.paged_at is None:
                self._engine.page(incident)


def _dropped(incident: Incident, at: float) -> Change:
    return Change(incident.number, Happening.MERGED, at, SENTENCES.say("all_follows"))
