"""The map in words: remembered until something is another, and dated each time."""

from datetime import UTC, datetime

from watchkeeper.understand.topology.edges import Edge, Kept
from watchkeeper.understand.topology.schemas import EdgeView, MapView, NodeView, ShapeView
from watchkeeper.understand.topology.wording import EdgeTexts, MapAnswer, body_of

AT = datetime(2026, 11, 29, 12, 0, 0, 250_000, tzinfo=UTC)
SHAPE = ShapeView(components=[], articulation_points=[], bridges=[], diameter_hops=None, mean_hops=None, min_link_cut=0)


def kept(state, last_seen=AT):
    ends = {end: {"device": end, "interface": "e1"} for end in "ab"}
    return Kept(Edge("physical:a:e1--b:e1", "physical", state, {**ends, "kind": "physical"}), AT, last_seen)


def test_edges_in_words_are_what_their_views_say():
    node = NodeView(name='a"\u00e4', device_id=1, site_id=None, platform="eos", roles=["pe"], external=False)
    some = [kept("up")]
    read = MapView.model_validate_json(MapAnswer(body_of([node], EdgeTexts().of(some), SHAPE), AT).json())
    assert read == MapView(at=AT, nodes=[node], edges=[EdgeView.of(one) for one in some], shape=SHAPE)


def test_an_edge_that_changed_or_was_seen_again_is_told_anew():
    texts, first = EdgeTexts(), kept("up")
    later = AT.replace(minute=1)
    assert texts.of([first]) == texts.of([first])
    assert b'"last_seen":"2026-11-29T12:01:00.250000Z"' in texts.of([Kept(first.edge, AT, later)])
    assert b'"state":"down"' in texts.of([kept("down", later)])


def test_a_tag_is_that_of_what_is_on_the_map_and_of_no_moment():
    texts = EdgeTexts()
    body = body_of([], texts.of([kept("up")]), SHAPE)
    assert body_of([], texts.of([kept("up")]), SHAPE).tag == body.tag
    assert body_of([], texts.of([kept("down")]), SHAPE).tag != body.tag
    assert MapAnswer(body, AT).json() != MapAnswer(body, AT.replace(minute=1)).json()
