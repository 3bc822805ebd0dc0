"""A pool's filter means the same in Python and in SQL, on both databases."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from sqlalchemy import select

from watchkeeper.estate.inventory.filters import FilterSubject, PoolFilter, like_pattern
from watchkeeper.estate.inventory.models import Device
from watchkeeper.estate.inventory.repository import filter_condition
from watchkeeper.estate.inventory.schemas import SiteCreate

globs = st.text("aAbB*?%_\\", min_size=1, max_size=4)
plain = st.fixed_dictionaries(
    {},
    optional={key: st.lists(globs, max_size=2) for key in ("name", "site", "tag", "platform", "vendor")},
)
filters = st.recursive(
    plain,
    lambda inner: st.fixed_dictionaries(
        {}, optional={"all": st.lists(inner, max_size=2), "any": st.lists(inner, max_size=2), "not": inner}
    ),
    max_leaves=4,
)


def subject(**more):
    return FilterSubject(**{"name": "core-1", "site": "HQ", "platform": "junos", "tags": frozenset({"core"})} | more)


@pytest.mark.parametrize(
    ("expression", "matches"),
    [
        ({}, True),
        ({"name": "core-*"}, True),
        ({"name": "CORE-?"}, True),
        ({"name": "core"}, False),
        ({"site": "HQ", "tag": ["edge", "core"]}, True),
        ({"site": "HQ", "tag": "edge"}, False),
        ({"not": {"platform": "junos"}}, False),
        ({"any": [{"vendor": "x"}, {"name": "*1"}]}, True),
        ({"any": []}, False),
        ({"all": [{"site": "hq"}, {"not": {"tag": "lab"}}]}, True),
        ({"vendor": "*"}, True),
        ({"vendor": "?*"}, False),
    ],
)
def test_what_a_filter_matches(expression, matches):
    assert PoolFilter.model_validate(expression).matches(subject()) is matches


@pytest.mark.parametrize("wrong", [{"colour": "red"}, {"name": ""}, {"name": 5}, {"all": {"name": "x"}}])
def test_a_wrong_filter_is_refused(wrong):
    with pytest.raises(ValidationError):
        PoolFilter.model_validate(wrong)


def test_a_filter_nests_only_so_deep():
    deep = {}
    for _ in range(6):
        deep = {"not": deep}
    with pytest.raises(ValidationError, match="nests at most"):
        PoolFilter.model_validate(deep)


@given(filters)
def test_a_filter_is_stored_as_it_was_written(expression):
    try:
        parsed = PoolFilter.model_validate(expression)
    except ValidationError:
        return
    assert PoolFilter.model_validate(parsed.to_json()) == parsed


def test_like_escapes_what_sql_would_interpret():
    assert like_pattern("a%b_c\\*?") == "a\\%b\\_c\\\\%_"


@pytest.fixture
async def estate(database, add_devices, groups, engineer):
    async with database.transaction() as session:
        site = await groups.create_site(session, SiteCreate(name="aB"), engineer)
    rows = [
        ("ab", ["a", "b%"], "aa"),
        ("A_B", [], ""),
        ("b*", ["ab"], "b"),
        ("a\\b", ["a"], "a_a"),
        ("bb", ["b"], "ab"),
    ]
    for number, (name, tags, platform) in enumerate(rows):
        await add_devices(name, tags=tags, platform=platform, site_id=site.id if number % 2 else None)
    return [
        FilterSubject(name, "aB" if number % 2 else "", platform, "", frozenset(tags))
        for number, (name, tags, platform) in enumerate(rows)
    ]


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
async def test_sql_finds_exactly_what_python_matches(database, estate, data):
    try:
        expression = PoolFilter.model_validate(data.draw(filters))
    except ValidationError:
        return
    async with database.reading() as session:
        found = set(await session.scalars(select(Device.name).where(filter_condition(expression))))
    assert found == {device.name for device in estate if expression.matches(device)}
