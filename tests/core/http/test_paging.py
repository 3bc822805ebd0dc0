"""Lists, the same on both databases."""

from collections.abc import Callable

import httpx
import pytest
import sqlalchemy as sa
from fastapi import APIRouter
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from watchkeeper.core.database import Database
from watchkeeper.core.errors import InvalidInputError
from watchkeeper.core.http.paging import ListParameters, ListQuery, Page, paginate
from watchkeeper.core.http.security import public
from watchkeeper.core.http.transaction import Session, TransactionRoute


class Local(DeclarativeBase):
    """Tables of this test alone."""


class Ship(Local):
    __tablename__ = "ships"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    length_m: Mapped[int | None]


SORTABLE = {"name": Ship.name, "length": Ship.length_m}


@pytest.fixture
async def ships(database: Database) -> Database:
    async with database.transaction() as session:
        await (await session.connection()).run_sync(Local.metadata.create_all)
        for number in range(1, 11):
            session.add(
                Ship(id=number, name="same" if number < 9 else f"ship {number:02}", length_m=number % 3 or None)
            )
    return database


async def page(database: Database, query: ListQuery) -> tuple[list[int], int]:
    async with database.reading() as session:
        rows, total = await paginate(session, sa.select(Ship), query, SORTABLE, "name")
    return [ship.id for ship in rows], total


async def test_pages_of_equal_rows_never_overlap(ships: Database) -> None:
    seen: list[int] = []
    for offset in range(0, 10, 3):
        ids, total = await page(ships, ListQuery(offset=offset, limit=3))
        assert total == 10
        seen += ids
    assert seen == list(range(1, 11))


async def test_nulls_come_last_in_both_directions(ships: Database) -> None:
    ascending, _ = await page(ships, ListQuery(sort="length"))
    descending, _ = await page(ships, ListQuery(sort="-length"))
    assert ascending == [1, 4, 7, 10, 2, 5, 8, 3, 6, 9]
    assert descending == [8, 5, 2, 10, 7, 4, 1, 9, 6, 3]


async def test_beyond_the_end_is_empty_with_the_total(ships: Database) -> None:
    assert await page(ships, ListQuery(offset=100)) == ([], 10)


async def test_an_unknown_sort_key_is_refused_beyond_the_end_too(ships: Database) -> None:
    with pytest.raises(InvalidInputError):
        await page(ships, ListQuery(offset=100, sort="nonsense"))


async def test_an_unknown_sort_key_names_the_known_ones(ships: Database) -> None:
    with pytest.raises(InvalidInputError, match="'id; DROP'") as caught:
        await page(ships, ListQuery(sort="-id; DROP"))
    assert "length, name" in (caught.value.hint or "")


async def test_several_columns_come_as_rows(ships: Database) -> None:
    async with ships.reading() as session:
        rows, _ = await paginate(session, sa.select(Ship.id, Ship.name), ListQuery(limit=1), SORTABLE, "-name")
    assert tuple(rows[0]) == (10, "ship 10")


async def test_a_page_takes_two_statements(ships: Database, query_counter: Callable[[Database], object]) -> None:
    with query_counter(ships) as statements:
        await page(ships, ListQuery(limit=5))
    assert len(statements) == 2


@pytest.mark.parametrize(
    ("parameters", "status"),
    [
        ({}, 200),
        ({"offset": 3, "limit": 4, "sort": "-name", "q": "x"}, 200),
        ({"limit": 0}, 422),
        ({"limit": 1001}, 422),
        ({"offset": -1}, 422),
        ({"offset": 2**60}, 422),
        ({"sort": "nothing"}, 422),
        ({"q": "x" * 201}, 422),
    ],
)
async def test_the_query_is_checked_at_the_border(
    ships: Database, api_client: Callable[..., httpx.AsyncClient], parameters: dict[str, object], status: int
) -> None:
    router = APIRouter(route_class=TransactionRoute)

    @router.get("/ships", dependencies=[public()])
    async def list_ships(session: Session, query: ListParameters) -> Page[str]:
        rows, total = await paginate(session, sa.select(Ship), query, SORTABLE, "name")
        return Page(items=[ship.name for ship in rows], total=total, offset=query.offset, limit=query.limit)

    answer = await api_client(router).get("/api/v1/ships", params=parameters)
    assert answer.status_code == status
    if status == 200:
        body = answer.json()
        assert (body["total"], body["offset"]) == (10, parameters.get("offset", 0))
        assert len(body["items"]) == min(10 - body["offset"], body["limit"])
