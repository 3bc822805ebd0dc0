import pytest

from watchkeeper.understand.investigations.protocols import UnknownStateError, judge, shipped

SNMP_STATES = {
    "bgp": "idle connect active openSent openConfirm established",  # bgpPeerState, RFC 4273
    "ospf": "down attempt init twoWay exStart exchange loading full",  # ospfNbrState, RFC 4750
    "isis": "down initializing up failed",  # isisISAdjState, RFC 4444
    "bfd": "adminDown down init up",  # bfdSessState, RFC 7331
    "ldp": "nonexistent initialized openrec opensent operational",  # mplsLdpSessionState, RFC 3815
    "stp": "disabled blocking listening learning forwarding broken",  # dot1dStpPortState, RFC 4188
    "interface": "up down testing dormant notPresent lowerLayerDown",  # ifOperStatus, RFC 2863
}


@pytest.mark.parametrize("protocol", sorted(SNMP_STATES))
def test_every_state_of_the_mib_is_known(protocol):
    for state in SNMP_STATES[protocol].split():
        found = judge(protocol, state, 1e9)
        assert found is None or (found.info.causes and found.info.next_check)


def test_every_protocol_has_a_good_state_and_bad_ones():
    assert set(shipped()) == {"bgp", "ospf", "isis", "bfd", "ldp", "lacp", "stp", "interface", "optics"}
    for protocol in shipped().values():
        assert protocol.good
        assert not protocol.good & set(protocol.states)


def test_a_state_is_a_finding_only_once_it_lasts():
    assert judge("ospf", "exStart", 29) is None
    finding = judge("ospf", "exStart", 30)
    assert finding.info.causes[0] == "MTU mismatch"


def test_the_last_error_is_explained():
    assert judge("bgp", "idle", 61, "6/1").error == "too many prefixes"
    assert judge("bgp", "opensent", 61, "2/99").error == "OPEN message error"


def test_states_are_compared_whole():
    assert judge("interface", "lowerLayerDown", 0).info.state == "lowerlayerdown"
    assert judge("interface", "down", 0).info.state == "down"
    for state in ("do", "downn", "up down"):
        with pytest.raises(UnknownStateError):
            judge("interface", state, 0)
    with pytest.raises(UnknownStateError):
        judge("rip", "up", 0)
