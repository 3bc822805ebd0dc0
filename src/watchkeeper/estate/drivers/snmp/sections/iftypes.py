"""Names of interface types (IANAifType-MIB), as far as equipment uses them."""

from collections.abc import Mapping
from typing import Final

IF_TYPES: Final[Mapping[int, str]] = {
    1: "other", 6: "ethernetCsmacd", 18: "ds1", 20: "basicISDN", 22: "propPointToPointSerial", 23: "ppp",
    24: "softwareLoopback", 28: "slip", 30: "ds3", 32: "frameRelay", 33: "rs232", 37: "atm", 39: "sonet",
    44: "frameRelayService", 49: "aal5", 50: "sonetPath", 51: "sonetVT", 53: "propVirtual", 54: "propMultiplexor",
    56: "fibreChannel", 62: "fastEther", 63: "isdn", 69: "fastEtherFX", 71: "ieee80211", 77: "lapd", 81: "ds0",
    82: "ds0Bundle", 94: "adsl", 96: "sdsl", 97: "vdsl", 108: "pppMultilinkBundle", 117: "gigabitEthernet",
    118: "hdlc", 126: "ip", 131: "tunnel", 134: "atmSubInterface", 135: "l2vlan", 136: "l3ipvlan", 137: "l3ipxvlan",
    142: "ipForward", 144: "ieee1394", 150: "mplsTunnel", 161: "ieee8023adLag", 166: "mpls", 169: "shdsl",
    188: "radioMAC", 195: "opticalChannel", 196: "opticalTransport", 209: "bridge", 215: "sixToFour", 219: "gpon",
    230: "adsl2", 238: "adsl2plus", 244: "wwanPP2", 246: "ilan", 249: "aluELP", 250: "gpon", 251: "vdsl2",
    253: "capwapDot11Bss", 258: "vxlan", 277: "otnOtu", 278: "otnOdu", 279: "ilanPort", 290: "pseudowireMpls",
}  # fmt: skip
