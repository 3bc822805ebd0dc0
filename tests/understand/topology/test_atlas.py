"""The map in words: remembered until something is another, and dated each time."""

from datetime import UTC, datetime

from watchkeeper.understand.topology.schemas import MapBody, MapView, ShapeView, dated


def test_a_body_with_a_moment_is_the_map_of_that_moment():
    shape = ShapeView(
        components=[], articulation_points=[], bridges=[], diameter_hops=None, mean_hops=None, min_link_cut=0
    )
    at = datetime(2026, 11, 29, 12, 0, 0, 250_000, tzinfo=UTC)
    body = MapBody(nodes=[], edges=[], shape=shape)
    read = MapView.model_validate_json(dated(body.model_dump_json().encode(), at))
    assert read == MapView(at=at, **body.model_dump())
