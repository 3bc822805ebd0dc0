"""The shape of an agent's tree without its MIBs, and what a trial says of each table."""

from watchkeeper.estate.drivers.platforms.checking import registry_with
from watchkeeper.estate.drivers.protocol import Outcome, SnmpCredential
from watchkeeper.estate.drivers.snmp import ber
from watchkeeper.estate.drivers.snmp.offered import Tree, shapes, unread
from watchkeeper.estate.drivers.snmp.session import Policy
from watchkeeper.estate.drivers.snmp.trial import attempt
from watchkeeper.kit import oid as oids

ENTRY = "1.3.6.1.4.1.99999.2.1"
CARD = "1.3.6.1.4.1.99999.5.1.1"
FILE = """platform: acme
title: ACME routers
recognise:
  object_ids: [1.3.6.1.4.1.99999.1]
---
tables:
  - name: acmeSensorTable
    entry: 1.3.6.1.4.1.99999.2.1
    columns: {descr: 2, celsius: 3, state: 4, volts: 9}
    label: "{descr}"
    sensors:
      - {class: temperature, value: celsius, skip: [0]}
      - {class: voltage, value: volts}
      - {class: fanspeed, value: celsius, when: {state: [77]}}
      - {class: current, value: state, least: 100}
"""


def acme(device, number):
    values = device(interfaces=2)
    for row in (1, 2, 3):
        values |= {
            f"{ENTRY}.2.{row}": (ber.OCTETS, b"Slot %d" % row),
            f"{ENTRY}.3.{row}": number(20 + row if row != 2 else 0),
            f"{ENTRY}.4.{row}": number(1),
            f"{ENTRY}.7.{row}": number(row * 100),
        }
    for at in ("10.0.0.1", "10.0.0.2"):
        values |= {f"{CARD}.2.{at}": number(5), f"{CARD}.3.{at}": number(6)}
    values |= {"1.3.6.1.4.1.99999.8.1.0": number(1), "1.3.6.1.4.1.99999.8.2.0": number(2)}
    return values


def test_tables_and_scalars_are_told_apart_by_their_indexes(make_device, num):
    objects = sorted(oids.parse(name) for name in acme(make_device, num))
    places = {oids.dotted(place): len(members) for place, members in shapes(objects)}
    assert places[ENTRY] == 12
    assert places[CARD] == 4
    assert places["1.3.6.1.4.1.99999.8"] == 2
    assert places["1.3.6.1.2.1.31.1.1.1"] == 14
    assert sum(places.values()) == len(objects)


def test_a_table_of_one_column_is_one_place():
    rows = [oids.parse(f"1.3.6.1.4.1.99999.3.1.2.{row}") for row in range(1, 40)]
    assert shapes(rows) == [(oids.parse("1.3.6.1.4.1.99999.3.1"), rows)]


def test_only_what_nobody_reads_is_left(make_device, num):
    tree = Tree({oids.parse(name): (b"", *value) for name, value in acme(make_device, num).items()}, ())
    columns = [oids.parse(f"{ENTRY}.{column}") for column in (2, 3, 4)]
    offers = {offer.oid: offer for offer in unread(tree, columns, [oids.parse("1.3.6.1.4.1.99999.8.1.0")])}
    assert offers[ENTRY].columns == (7,)
    assert offers[ENTRY].rows == 3
    assert offers[ENTRY].examples == ((f"{ENTRY}.7.1", "100"),)
    assert offers["1.3.6.1.4.1.99999.8"].objects == 1
    assert offers["1.3.6.1.2.1.31.1.1.1"].mib.startswith("IF-MIB")


async def test_a_trial_says_what_each_table_gives_and_why_one_gives_nothing(start_agent, make_device, num, tmp_path):
    agent = await start_agent(
        acme(make_device, num)
        | {"1.3.6.1.2.1.1.2.0": (ber.OBJECT_ID, ber.encode_oid(oids.parse("1.3.6.1.4.1.99999.1.4")))}
    )
    path = tmp_path / "acme.yaml"
    path.write_text(FILE, encoding="utf-8")
    trial = await attempt(
        "127.0.0.1",
        agent.port,
        SnmpCredential(community="public"),
        registry_with(path),
        "acme",
        policy=Policy(timeout_s=1.0, retries=1),
        budget_s=20.0,
    )
    assert (trial.recognised, trial.report.outcome, trial.cut) == ("acme", Outcome.OK, ())
    told = {(line.table, line.kind): line for line in trial.yields}
    assert told["acmeSensorTable", "temperature"].examples == ("Slot 1: 21 °C", "Slot 3: 23 °C")
    assert (told["acmeSensorTable", "temperature"].rows, told["acmeSensorTable", "temperature"].results) == (3, 2)
    assert "no rows in this column" in told["acmeSensorTable", "voltage"].why
    assert "conditions" in told["acmeSensorTable", "fanspeed"].why
    assert "no value is a reading" in told["acmeSensorTable", "current"].why
    assert "does not have this object" in told["upsBattery", "charge"].why
    assert {offer.oid for offer in trial.unread} >= {ENTRY, CARD, "1.3.6.1.4.1.99999.8"}


async def test_a_device_that_does_not_answer_is_an_outcome(tmp_path, start_agent):
    agent = await start_agent(behave=lambda *_: [])
    path = tmp_path / "acme.yaml"
    path.write_text(FILE, encoding="utf-8")
    trial = await attempt(
        "127.0.0.1",
        agent.port,
        SnmpCredential(community="public"),
        registry_with(path),
        "acme",
        policy=Policy(timeout_s=0.05, retries=0),
        budget_s=5.0,
    )
    assert (trial.recognised, trial.report.outcome, trial.yields) == ("", Outcome.TIMEOUT, ())
