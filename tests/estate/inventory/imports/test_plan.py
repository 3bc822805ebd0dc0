"""What an import would change, without a database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.estate.inventory.imports.columns import ImportRow
from watchkeeper.estate.inventory.imports.plan import Action, Change, ListedDevice, plan_import
from watchkeeper.estate.inventory.imports.reading import read_rows


def listed(name="r1", number=1, **more):
    return ListedDevice(
        **{
            "id": number, "name": name, "address": f"10.0.0.{number}", "port": 161, "site": "HQ", "tags": ("core",),
            "platform": "eos", "credential": "c", "interval_s": None, "enabled": True,
        } | more
    )  # fmt: skip


def plan(text, *devices, credentials=("c",)):
    return plan_import(read_rows("csv", text), devices, set(credentials))


def test_new_changed_and_unchanged_rows():
    made = plan(
        "name,address,site,tags\nr1,10.0.0.1,HQ,core\nr2,10.0.0.2,DC,core\nr3,10.0.0.3,,\n",
        listed(), listed("r2", 2),
    )  # fmt: skip
    assert [row.action for row in made.rows] == [Action.UNCHANGED, Action.UPDATE, Action.CREATE]
    assert made.rows[1].changes == {"site": Change("HQ", "DC")}
    assert made.rows[2].changes == {"address": Change(None, "10.0.0.3")}


def test_a_blank_cell_leaves_the_device_as_it_is():
    assert plan("name,address,site,interval_s\nr1,,,\n", listed()).rows[0].action is Action.UNCHANGED


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("name\nnew\n", "address: is missing, and there is no such device yet"),
        ("name,credential\nr1,d\n", "credential: there is none named 'd'"),
        ("name,address\nnew,10.0.0.1\n", "10.0.0.1 port 161 is that of device 'r1'"),
        ("name,address\nr1,10.0.0.9\nnew,10.0.0.9\n", "port 161 is that of line 2"),
        ("name,address\nr1,10.0.0.1\nr1,10.0.0.2\n", "'r1' is in line 2 already"),
    ],
)
def test_what_cannot_be_is_an_error_of_its_row(text, says):
    made = plan(text, listed())
    assert [row.action for row in made.rows].count(Action.ERROR) == 1
    assert says in made.rows[-1].errors[0]


def test_one_address_with_two_ports_is_two_agents():
    made = plan("name,address,port\nr1,10.0.0.1,161\nnew,10.0.0.1,1161\n", listed())
    assert [row.action for row in made.rows] == [Action.UNCHANGED, Action.CREATE]


def test_two_devices_may_swap_their_addresses():
    made = plan("name,address\nr1,10.0.0.2\nr2,10.0.0.1\n", listed(), listed("r2", 2))
    assert [row.action for row in made.rows] == [Action.UPDATE, Action.UPDATE]


def test_a_wrong_address_is_told_once():
    (row,) = plan("name,address\nnew,300.1.1.1\n").rows
    assert len(row.errors) == 1


def test_the_digest_follows_the_file_and_the_inventory():
    text = "name,address,site\nr1,10.0.0.1,DC\n"
    first = plan(text, listed()).digest
    assert plan(text, listed()).digest == first
    assert plan(text, listed(site="DC")).digest != first
    assert plan(text.replace("DC", "XY"), listed()).digest != first
    assert plan(text, listed(site="LAB")).digest != first


CELLS = {
    "address": st.sampled_from(["10.0.0.1", "10.0.0.9"]),
    "enabled": st.booleans(),
    "port": st.integers(161, 162),
}
rows = st.lists(
    st.builds(
        ImportRow,
        line=st.integers(1, 9),
        name=st.sampled_from(["r1", "r2", "new"]),
        values=st.fixed_dictionaries({}, optional=CELLS),
    ),
    max_size=5,
)


@given(rows)
def test_a_plan_never_gives_two_devices_one_address_or_one_name(given_rows):
    devices = [listed(), listed("r2", 2)]
    made = plan_import(given_rows, devices, set())
    if any(row.action is Action.ERROR for row in made.rows):
        return
    after = {device.name: (device.address, device.port) for device in devices}
    for row in made.rows:
        address, port = after.get(row.name, (None, 161))
        changed = {column: change.after for column, change in row.changes.items()}
        after[row.name] = (changed.get("address", address), changed.get("port", port))
    assert len({row.name for row in made.rows}) == len(made.rows)
    assert len(set(after.values())) == len(after)


@given(rows)
def test_applying_a_plan_twice_changes_nothing_the_second_time(given_rows):
    devices = {"r1": listed(), "r2": listed("r2", 2)}
    made = plan_import(given_rows, devices.values(), set())
    if any(row.action is Action.ERROR for row in made.rows):
        return
    for row in made.rows:
        changed = {column: change.after for column, change in row.changes.items()}
        before = devices.get(row.name)
        old = {"address": before.address, "port": before.port, "enabled": before.enabled} if before else {"port": 161}
        devices[row.name] = listed(row.name, before.id if before else 3, **(old | changed))
    again = plan_import(given_rows, devices.values(), set())
    assert {row.action for row in again.rows} <= {Action.UNCHANGED}


def sites(**of):
    return {name: {"site_time_zone": zone, "site_availability_target": target} for name, (zone, target) in of.items()}


def test_what_a_file_says_of_a_site_is_a_change_of_the_first_row_that_says_it():
    text = (
        "name,address,site,site_time_zone,site_availability_target\n"
        "r1,,,Europe/Berlin,99.9\nr2,10.0.0.2,HQ,Europe/Berlin,99.9 %\nr3,10.0.0.3,DC,Asia/Tokyo,\n"
    )
    made = plan_import(read_rows("csv", text), [listed()], {"c"}, sites(HQ=("Europe/Berlin", None), DC=(None, 99.0)))
    assert made.rows[0].changes == {"site_availability_target": Change(None, 99.9)}
    assert (made.rows[0].action, made.rows[0].site) == (Action.UPDATE, "HQ")
    assert set(made.rows[1].changes) == {"address", "site"}
    assert made.rows[2].changes["site_time_zone"] == Change(None, "Asia/Tokyo")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("name,address,site_time_zone\nr9,10.0.0.9,Europe/Berlin\n", "the device has no site"),
        ("name,site_time_zone\nr1,Mars/Base\n", "Mars/Base"),
        ("name,site_availability_target\nr1,101\n", "not between"),
        ("name,site_availability_target\nr1,nan\n", "not between"),
        ("name,address,site,site_availability_target\nr1,,HQ,99\nr9,10.0.0.9,HQ,98\n", "line 2 says 99.0 of site 'HQ'"),
    ],
)
def test_what_cannot_be_said_of_a_site_is_an_error(text, says):
    row = plan(text, listed()).rows[-1]
    assert row.action is Action.ERROR
    assert any(says in error for error in row.errors)
