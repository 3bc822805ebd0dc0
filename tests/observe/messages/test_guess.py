"""The platform of a message whose sender nobody described, by the form of its tag."""

import pytest

from watchkeeper.observe.messages.guess import guess_platform


@pytest.mark.parametrize(
    ("text", "platform"),
    [
        ("<188>May  1 10:00:00 ce1 %%01IFPDT/4/IF_STATE(l)[3]:Interface GE0/0/1 has turned into DOWN state.", "huawei"),
        ('<189>date=2026-01-05 time=12:00:00 devname="fw" devid="FG100" logid="0100"', "fortinet"),
        ("<187>12: RP/0/RSP0/CPU0:Jan  5 12:00:00.1 : ifmgr[214]: %PKT_INFRA-LINK-3-UPDOWN : Interface", "iosxr"),
        ("<30>Jan  5 12:00:00 leaf1 NOTICE swss#orchagent: :- doPortTask: Port Ethernet0", "sonic"),
        ("<30>Jan  5 12:00:00 leaf1 bgpd[44]: [M59KS-A3ZXZ] bgp_update_receive: rcvd", "sonic"),
        ("<189>: 2026 Jan  5 12:00:00 UTC: %ETHPORT-5-IF_DOWN_NONE: Interface Ethernet1/1 is down", "nxos"),
        ("<189>Jan  5 12:00:00 r1 Ebra: %LINEPROTO-5-UPDOWN: Line protocol on Interface Ethernet1", "eos"),
        ("<189>Jan  5 12:00:00 r1 Ebra: 17: %LINEPROTO-5-UPDOWN: Line protocol on Interface Ethernet1", "eos"),
        ("<189>45: *Jan  5 12:00:00.120: %OSPF-5-ADJCHG: Process 1, Nbr 192.0.2.1 on Gi0/1", "ios"),
        ("<28>Jan  5 12:00:00 r1 rpd[2902]: RPD_BGP_NEIGHBOR_STATE_CHANGED: BGP peer 192.0.2.1", "junos"),
        ("<28>1 2026-01-05T12:00:00Z r1 rpd 12 X [junos@2636.1.1.1.2.29 peer=1]", "junos"),
        ("<30>Jan  5 12:00:00 host systemd[1]: Started Session 3 of user backup.", "generic"),
        ("100 % of 3 - 4: [a-b] # nothing", "generic"),
        ("", "generic"),
    ],
)
def test_a_sign_names_its_platform(text, platform):
    assert guess_platform(text) == platform
