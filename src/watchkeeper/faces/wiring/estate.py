"""The wing of what there is: accounts, secrets, devices, maintenance."""

from collections.abc import Callable
from dataclasses import dataclass

from watchkeeper.core.egress.sockets import DeviceSockets
from watchkeeper.estate.accounts.endpoints import AccountsOffice
from watchkeeper.estate.drivers.icmp.pinger import IcmpPinger
from watchkeeper.estate.drivers.snmp.driver import SnmpDriver
from watchkeeper.estate.drivers.ssh.connecting import PORT as SSH_PORT
from watchkeeper.estate.drivers.ssh.connecting import SshConnector
from watchkeeper.estate.inventory.discovery.adapters import IcmpSignOfLife, SnmpIdentifier
from watchkeeper.estate.inventory.discovery.service import DiscoveryService
from watchkeeper.estate.inventory.discovery.tasks import DISCOVER_CHUNK
from watchkeeper.estate.inventory.discovery.worker import DiscoveryWorker
from watchkeeper.estate.inventory.groups import GroupService
from watchkeeper.estate.inventory.login_attempts import OverSsh, Visit, attempts
from watchkeeper.estate.inventory.login_trials import LoginTrials
from watchkeeper.estate.inventory.service import InventoryService
from watchkeeper.estate.maintenance.service import MaintenanceService
from watchkeeper.estate.vault.host_keys import HostKeys
from watchkeeper.estate.vault.kinds import Protocol
from watchkeeper.estate.vault.service import VaultService
from watchkeeper.faces.wiring.accounts import build_office
from watchkeeper.faces.wiring.ground import Ground


@dataclass(frozen=True, slots=True)
class Estate:
    """What the other wings are about. ``pinger`` sends the echoes of discovery and of polling alike."""

    office: AccountsOffice
    vault: VaultService
    host_keys: HostKeys
    login_trials: LoginTrials
    logins: Callable[[Visit], LoginTrials]
    inventory: InventoryService
    groups: GroupService
    discovery: DiscoveryService
    maintenance: MaintenanceService
    pinger: IcmpPinger


def build_estate(ground: Ground) -> Estate:
    """Join the parts and bind their tasks. Raises ConfigurationError for a login that is not set up."""
    settings, database, clock = ground.settings, ground.database, ground.clock
    vault = VaultService(ground.keys, clock)
    host_keys = HostKeys(database, clock)
    rest_s = settings.polling.breaker.longest_rest_s
    inventory = InventoryService(vault, settings.inventory, clock, gate=ground.gate, longest_rest_s=rest_s)
    discovery = DiscoveryService(vault, settings.discovery, clock)
    pinger = IcmpPinger(settings.polling.reachability.icmp, gate=ground.gate)
    identifier = SnmpIdentifier(SnmpDriver(gate=ground.gate))
    worker = DiscoveryWorker(database, discovery, IcmpSignOfLife(pinger), identifier, settings.discovery)
    ground.tasks.bind(DISCOVER_CHUNK, worker.run)
    connector = SshConnector(host_keys, DeviceSockets(ground.egress))
    return Estate(
        office=build_office(settings, database, ground.keys, clock),
        vault=vault,
        host_keys=host_keys,
        login_trials=LoginTrials(inventory, vault, attempts(host_keys, connector, ground.egress)),
        logins=lambda visit: LoginTrials(
            inventory, vault, {Protocol.SSH: OverSsh(host_keys, connector, SSH_PORT, visit)}
        ),
        inventory=inventory,
        groups=GroupService(vault, clock),
        discovery=discovery,
        maintenance=MaintenanceService(inventory, clock),
        pinger=pinger,
    )
