"""What is wrong with a platform file and what it gives on a device, for people."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from watchkeeper.faces.cli.console import note, print_table

if TYPE_CHECKING:
    from watchkeeper.estate.drivers.platforms.checking import Problem
    from watchkeeper.estate.drivers.snmp.offered import Offer
    from watchkeeper.estate.drivers.snmp.trial import Trial
    from watchkeeper.estate.drivers.snmp.yields import Yield

_IDENTITY: Final = ("sysname", "vendor", "os", "os_version", "model", "serial")
_COLUMNS_SHOWN: Final = 12


def show(file: Path, found: "Sequence[Problem]", trial: "Trial | None", target: str) -> None:
    """Print problems by line; else what the device gave, what gave nothing, and what nothing reads."""
    for problem in found:
        print(f"{file}:{problem.line}: {problem.place}: {problem.problem}".replace(": :", ":"))
    if found:
        note(f"{len(found)} to correct.")
        return
    print(f"{file} is a valid platform file.")
    if trial is None:
        return
    report = trial.report
    if report.error is not None:
        note(f"{target}: {report.outcome.value}: {report.error}")
    if not trial.recognised:
        return
    _recognition(file.stem, trial, target)
    print_table(("", ""), ((fact, getattr(report.identity, fact)) for fact in _IDENTITY))
    _section("Tables that give something", ("table", "gives", "column", "rows", "results", "such as"), _given(trial))
    own = _own(file)
    _section(
        "Tables of the file that give nothing", ("table", "would give", "column", "rows", "why"), _silent(trial, own)
    )
    inherited = {line.table for line in trial.yields if not line.results and line.table not in own}
    if inherited:
        print(f"\nInherited, and of no use here: {', '.join(sorted(inherited))}.")
    _section(
        "What the agent offers and nothing reads",
        ("entry or group", "MIB", "columns", "rows", "such as"),
        (_offer(offer) for offer in trial.unread),
    )
    for partial in report.partial:
        note(f"partial: {partial.table}: {partial.reason}")
    for reason in trial.cut:
        note(f"The walk of the agent is not complete: {reason}")


def _recognition(name: str, trial: "Trial", target: str) -> None:
    if trial.recognised == name:
        print(f"{target} is recognised as {name}.\n")
        return
    identity = trial.report.identity
    print(
        f"{target} would be taken for {trial.recognised}, not for {name}: its sysObjectID is "
        f"{identity.sys_object_id or 'missing'} (recognise.object_ids: the longest prefix wins).\n"
    )


def _section(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    listed = list(rows)
    if listed:
        print(f"\n{title} ({len(listed)})")
        print_table(columns, listed)


def _given(trial: "Trial") -> Iterable[Sequence[object]]:
    return (
        (line.table, line.kind, line.oid, line.rows, line.results, " · ".join(line.examples))
        for line in trial.yields
        if line.results
    )


def _own(file: Path) -> frozenset[str]:
    from watchkeeper.estate.drivers.platforms.checking import own_tables

    return own_tables(file)


def _silent(trial: "Trial", own: frozenset[str]) -> Iterable[Sequence[object]]:
    silent: list[Yield] = [line for line in trial.yields if not line.results and line.table in own]
    return ((line.table, line.kind, line.oid, line.rows, line.why) for line in silent)


def _offer(offer: "Offer") -> Sequence[object]:
    columns = ", ".join(map(str, offer.columns[:_COLUMNS_SHOWN]))
    if len(offer.columns) > _COLUMNS_SHOWN:
        columns += ", …"
    examples = " · ".join(f"{oid.removeprefix(offer.oid + '.')}={value}" for oid, value in offer.examples)
    return offer.oid, offer.mib, columns or "scalars", offer.rows or offer.objects, examples
