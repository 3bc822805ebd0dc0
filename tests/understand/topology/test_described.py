"""Names of devices in descriptions."""

import re

from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.understand.topology.evidence.described import Names
from watchkeeper.understand.topology.identity import Directory
from watchkeeper.understand.topology.view import DeviceView


@given(
    names=st.lists(st.text("ab1-_ü ", min_size=2, max_size=6), min_size=1, max_size=6),
    text=st.lists(st.sampled_from(["a", "b1", "ab", "-", ".", "_", " ", "ü", "1"]), max_size=12).map("".join),
)
def test_names_are_found_as_whole_words_and_not_as_the_beginning_of_longer_ones(names: list[str], text: str) -> None:
    known = Names(Directory([DeviceView(name) for name in names]))
    whole = r"(?<![a-z0-9]){}(?![a-z0-9]|-[a-z0-9])"
    assert known.within(text) == {name for name in known.owners if re.search(whole.format(re.escape(name)), text)}


def test_a_name_is_found_among_thousands() -> None:
    known = Names(Directory([DeviceView(f"ams{i}-edge-{i % 10}") for i in range(3_000)]))
    assert known.within("to AMS17-EDGE-7 xe-0/0/1".lower()) == {"ams17-edge-7"}
