"""The table of ``wk``'s commands, in the order in which help lists them."""

from typing import Final

from watchkeeper.faces.cli.lazy import Entry

_HERE = "watchkeeper.faces.cli"

COMMANDS: Final[dict[str, Entry]] = {
    "init": Entry("Create an installation: data directory, key, database, first admin.", f"{_HERE}.init"),
    "serve": Entry("Run Watchkeeper: API, web interface, polling and tasks.", f"{_HERE}.serve"),
    "doctor": Entry("Check everything an installation needs and say what to do.", f"{_HERE}.doctor"),
    "support-bundle": Entry("Gather how the installation is into one file, without secrets.", f"{_HERE}.support"),
    "config": Entry("Show the settings and where each value comes from.", f"{_HERE}.config"),
    "db": Entry("Bring the database to this version, or show where it is.", f"{_HERE}.db"),
    "device": Entry("Add, import, list and show devices.", f"{_HERE}.device"),
    "discover": Entry("Find devices in address ranges.", f"{_HERE}.discover"),
    "site": Entry("List sites, and change their time zone and availability target.", f"{_HERE}.site"),
    "pool": Entry("List pools, and change their availability target.", f"{_HERE}.pool"),
    "maintenance": Entry("Plan work, see what is planned, end it.", f"{_HERE}.maintenance"),
    "rules": Entry("List, try, add and change the rules that alerts are raised by.", f"{_HERE}.rules"),
    "silence": Entry("Silence alerts for a time, see what is silenced, end it.", f"{_HERE}.silence"),
    "notify": Entry(
        "See channels, rules and what was sent, test a channel, give dead letters another chance.", f"{_HERE}.notify"
    ),
    "audit-log": Entry("Search, prove, export and archive the log of who did what.", f"{_HERE}.audit_log"),
    "vault": Entry("Look after the master key and the secrets that it protects.", f"{_HERE}.vault"),
    "poll": Entry("Collect from devices now.", f"{_HERE}.poll"),
    "query": Entry("Read stored series as a table, a sparkline or JSON.", f"{_HERE}.query"),
    "receive": Entry("Receive syslog and SNMP notifications, without the rest.", f"{_HERE}.receive"),
    "parse": Entry("Understand messages from a file, with no server and no database.", f"{_HERE}.parse"),
    "probe": Entry("Ask one SNMP agent who it is and what it has.", f"{_HERE}.probe"),
    "platform": Entry("Work on platform files: how a kind of device is recognised and read.", f"{_HERE}.platform"),
    "detect": Entry("Find anomalies in one series, row by row, from what came before each row.", f"{_HERE}.detect"),
    "correlate": Entry("Turn alerts into incidents with their roots.", f"{_HERE}.correlate"),
    "topology": Entry(
        "Say who connects to whom, how that is known, and how the network hangs together.", f"{_HERE}.topology"
    ),
    "path": Entry("Show every equal-cost shortest path; parallel links are paths of their own.", f"{_HERE}.path"),
    "whatif": Entry("Say what would be cut off and which paths would cost more.", f"{_HERE}.whatif"),
    "availability": Entry(
        "Say how available devices, interfaces, links, sites or services were.", f"{_HERE}.availability"
    ),
    "capacity": Entry(
        "Say what reaches its limit within a year, and when: light, disks, links, batteries.", f"{_HERE}.capacity"
    ),
    "health": Entry("Say how well the network is, and unfold a score to its evidence.", f"{_HERE}.health"),
    "rca": Entry("Rank what may have caused a symptom.", f"{_HERE}.rca"),
    "lab": Entry("Networks to watch: emulated devices, FRR routers.", f"{_HERE}.lab"),
}
