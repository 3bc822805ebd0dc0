"""Every setting of the product: the core's sections and those that the slices declare beside their code."""

from pydantic import Field

from watchkeeper.act.notifications.settings import NotificationSettings
from watchkeeper.core.audit.settings import AuditSettings
from watchkeeper.core.egress.settings import EgressSettings
from watchkeeper.core.http.rates.settings import RateSettings
from watchkeeper.core.keys.settings import KeySettings
from watchkeeper.core.live.settings import LiveSettings
from watchkeeper.core.outbox.settings import OutboxSettings
from watchkeeper.core.settings import CoreSettings
from watchkeeper.estate.accounts.ldap.settings import LdapSettings
from watchkeeper.estate.accounts.oidc.settings import OidcSettings
from watchkeeper.estate.accounts.proxy_settings import ProxyLoginSettings
from watchkeeper.estate.accounts.security_keys.settings import SecurityKeySettings
from watchkeeper.estate.accounts.settings import AccountsSettings
from watchkeeper.estate.inventory.settings import DiscoverySettings, InventorySettings
from watchkeeper.observe.events.settings import EventsSettings
from watchkeeper.observe.messages.settings import ReceivingSettings
from watchkeeper.observe.polling.settings import PollingSettings
from watchkeeper.observe.series.settings import SeriesSettings
from watchkeeper.operate.demonstration.settings import DemonstrationSettings
from watchkeeper.operate.probes.settings import ProbeSettings
from watchkeeper.understand.alerts.settings import AlertsSettings
from watchkeeper.understand.baselines.settings import BaselineSettings
from watchkeeper.understand.health.settings import HealthSettings
from watchkeeper.understand.topology.settings import TopologySettings


class Settings(CoreSettings):
    """All sections. Importing this module imports settings only, no slice."""

    outbox: OutboxSettings = Field(default=OutboxSettings(), description="Delivery of messages and tasks.")
    audit: AuditSettings = Field(default=AuditSettings(), description="The log of who did what.")
    egress: EgressSettings = Field(
        default=EgressSettings(), description="Where requests that leave on a user's behalf may go."
    )
    rates: RateSettings = Field(default=RateSettings(), description="How fast one address and one account may ask.")
    keys: KeySettings = Field(default=KeySettings(), description="The master key that secrets are encrypted under.")
    live: LiveSettings = Field(default=LiveSettings(), description="News for open pages.")
    accounts: AccountsSettings = Field(default=AccountsSettings(), description="Logins and sessions.")
    oidc: OidcSettings = Field(default=OidcSettings(), description="The OpenID Connect login.")
    ldap: LdapSettings = Field(default=LdapSettings(), description="The directory login.")
    proxy_login: ProxyLoginSettings = Field(default=ProxyLoginSettings(), description="The reverse proxy login.")
    security_keys: SecurityKeySettings = Field(
        default=SecurityKeySettings(), description="Security keys and passkeys (WebAuthn)."
    )
    inventory: InventorySettings = Field(default=InventorySettings(), description="Devices and their freshness.")
    discovery: DiscoverySettings = Field(default=DiscoverySettings(), description="Searching address ranges.")
    polling: PollingSettings = Field(default=PollingSettings(), description="When devices are asked what.")
    events: EventsSettings = Field(default=EventsSettings(), description="Events of devices and interfaces.")
    receiving: ReceivingSettings = Field(default=ReceivingSettings(), description="Syslog and SNMP notifications.")
    topology: TopologySettings = Field(default=TopologySettings(), description="The map of the network.")
    probes: ProbeSettings = Field(default=ProbeSettings(), description="Checks of the platform on itself.")
    alerts: AlertsSettings = Field(default=AlertsSettings(), description="Alerts and incidents.")
    notifications: NotificationSettings = Field(
        default=NotificationSettings(), description="Messages to people about incidents."
    )
    baselines: BaselineSettings = Field(
        default=BaselineSettings(), description="What is normal, and departures from it."
    )
    health: HealthSettings = Field(
        default=HealthSettings(), description="How well devices, links, sites and services are."
    )
    demonstration: DemonstrationSettings = Field(
        default=DemonstrationSettings(), description="The emulated network that the console may break."
    )
    series: SeriesSettings = Field(default=SeriesSettings(), description="The store of samples.")
