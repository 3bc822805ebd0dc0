/** Short names for the schemas of the API that pages speak of. */
import type { components, paths } from "./generated";

type Schemas = components["schemas"];

export type Session = Schemas["SessionView"];
export type Assertion = Schemas["Assertion"];
export type NewCredential = Schemas["NewCredential"];
export type ApiKey = Schemas["KeyView"];
export type SecurityKey = Schemas["SecurityKeyView"];
export type User = Schemas["UserView"];
export type Role = Schemas["RoleView"];
export type Permission = Schemas["PermissionView"];
export type AccountScope = Schemas["AccountScope"];
export type Device = Schemas["DeviceView"];
export type DeviceProblem = Schemas["DeviceProblem"];
export type DeviceInput = Schemas["DeviceCreate"];
export type DeviceChange = Schemas["DeviceChange"];
export type DeviceState = Device["state"];
export type Interface = Schemas["InterfaceView"];
export type Site = Schemas["SiteView"];
export type Credential = Schemas["CredentialView"];
export type CredentialInput = Schemas["CredentialCreate"];
export type CredentialChange = Schemas["CredentialChange"];
export type CredentialKind = Schemas["CredentialKind"];
export type CredentialMapping = Schemas["BindingView"];
export type CredentialLevel = Schemas["Level"];
export type CredentialUse = Schemas["UseView"];
export type CredentialCandidate = Schemas["CandidateView"];
export type KindDescription = Schemas["KindView"];
export type HostKey = Schemas["HostKeyView"];
export type LoginTrial = Schemas["LoginTrialView"];
export type SecondFactor = Schemas["FactorView"];
export type AuditEntry = Schemas["AuditEntryView"];
export type ChainState = Schemas["ChainState"];
export type ImportPreview = Schemas["Preview"];
export type ImportRow = Schemas["PreviewRow"];
export type ImportFormat = NonNullable<Schemas["ImportFile"]["format"]>;
export type Discovery = Schemas["DiscoveryView"];
export type DiscoveryInput = Schemas["DiscoveryStart"];
export type Finding = Schemas["FindingView"];
export type Accepted = Schemas["Accepted"];
export type SeriesResult = Schemas["QueryView"];
export type Series = Schemas["SeriesView"];
export type Latest = Schemas["LatestListView"];
export type Sample = Schemas["LatestView"];
export type SensorLimit = Schemas["SensorLimitView"];
export type Aggregation = Schemas["Aggregation"];
export type Cycle = Schemas["CycleView"];
export type CycleGroup = Cycle["group"];
export type CycleReport = Schemas["CycleDetail"];
export type CycleOutcome = Schemas["DeviceOutcome"];
export type Breaker = Schemas["BreakerView"];
export type WatchEvent = Schemas["EventView"];
export type EventKind = Schemas["EventKind"];
export type Message = Schemas["MessageView"];
export type MessagePage = Schemas["MessagePage"];
export type HealthState = Schemas["HealthState"];
export type HealthKind = Schemas["GroupView"]["kind"];
export type HealthBrief = Schemas["HealthBrief"];
export type HealthDetail = Schemas["HealthDetail"];
export type HealthContribution = Schemas["ContributionView"];
export type HealthEvidence = Schemas["EvidenceView"];
export type HealthTrend = Schemas["TrendView"];
export type HealthCounts = Schemas["CountsView"];
export type HealthGroup = Schemas["GroupView"];
export type LinkHealth = Schemas["LinkHealthView"];
export type Setting = Schemas["SettingView"];
export type Lab = Schemas["LabView"];
export type FaultKind = Schemas["FaultOrder"]["kind"];
export type DeadLetter = Schemas["DeadLetter"];
export type RuleView = Schemas["AlertRuleView"];
export type RuleInput = RuleView["rule"];
export type RuleMeaning = Schemas["ExpressionView"];
export type RuleTrial = Schemas["TrialView"];

/** One page of a list. */
export interface Page<T> {
  items: T[];
  total: number;
  offset: number;
  limit: number;
}

type QueryOf<Path extends keyof paths> = paths[Path] extends { get: { parameters: { query?: infer Query } } }
  ? NonNullable<Query>
  : never;

export type DeviceQuery = QueryOf<"/api/v1/devices">;
export type AuditQuery = QueryOf<"/api/v1/audit">;
export type EventQuery = QueryOf<"/api/v1/events">;
export type MessageQuery = QueryOf<"/api/v1/messages">;
export type Totals = Schemas["TotalView"];
export type StateCounts = Schemas["StateCounts"];
export type Neighbour = Schemas["NeighbourView"];
export type RoutingSession = Schemas["RoutingSessionView"];
export type Feature = Schemas["FeatureView"];
export type Hit = Schemas["Hit"];
export type Family = Schemas["FamilyView"];
export type Pool = Schemas["PoolView"];
export type DashboardSummary = Schemas["DashboardSummary"];

/** What the server gives has its defaults filled in; only what is sent may leave them out. */
type Whole<T> = T extends (infer Item)[]
  ? Whole<Item>[]
  : T extends object
    ? { [K in keyof T]-?: Whole<Exclude<T[K], undefined>> }
    : T;

export type Dashboard = Whole<Schemas["DashboardView"]>;
export type DashboardFile = Whole<Schemas["DashboardFile"]>;
export type Layout = Dashboard["layout"];
export type PanelLayout = Layout["panels"][number];
export type PanelContent = PanelLayout["content"];
export type PanelKind = PanelContent["kind"];
export type Variable = Layout["variables"][number];
export type Incident = Schemas["IncidentView"];
export type Silence = Schemas["SilenceView"];
export type Investigation = Schemas["InvestigationView"];
export type CausePicture = Investigation["picture"];
export type IncidentDetail = Schemas["IncidentDetail"];
export type Alert = Schemas["AlertView"];
export type AlertSaid = Schemas["KeptSaying"];
export type IncidentQuery = QueryOf<"/api/v1/incidents">;
export type Channel = Schemas["ChannelView"];
export type ChannelInput = Schemas["ChannelIn"];
export type NotificationRule = Schemas["RuleView"];
export type NotificationRuleInput = Schemas["RuleIn"];
export type OnCallSchedule = Schemas["ScheduleView"];
export type OnCallCalendar = Schemas["CalendarView"];
export type Delivery = Schemas["DeliveryView"];
export type DeliveryQuery = QueryOf<"/api/v1/notifications/deliveries">;
export type NotificationPreview = Schemas["PreviewView"];
export type PreviewInput = Schemas["PreviewIn"];
export type InboxItem = Schemas["InboxItemView"];
export type Anomaly = Schemas["AnomalyView"];
export type AnomalyQuery = QueryOf<"/api/v1/anomalies">;
export type Band = Schemas["BandView"];
export type Mate = Schemas["MateView"];
export type NextDay = Schemas["NextDayView"];

export type NetworkMap = Schemas["MapView"];
export type MapNode = Schemas["NodeView"];
export type MapEdge = Schemas["EdgeView"];
export type MapChange = Schemas["ChangeView"];
export type MapTurn = Schemas["TurnView"];
export type LinkLoad = Schemas["LinkLoadView"];
export type AlertMark = Schemas["MarkView"];
export type Risks = Schemas["RisksView"];
export type RiskImpact = Schemas["ImpactView"];
export type PathAnswer = Schemas["PathView"];
export type WaysAnswer = Schemas["WaysView"];
export type Outcome = Schemas["OutcomeView"];
export type Traffic = Schemas["TrafficView"];
export type HealthSaid = Schemas["SaidView"];
export type CapacityItem = Schemas["CapacityItem"];
export type CapacitySummary = Schemas["CapacitySummary"];
export type CapacityTally = Schemas["CapacityTally"];
export type CapacityQuery = QueryOf<"/api/v1/capacity">;
export type Forecast = Schemas["ForecastView"];
export type MaintenanceWindow = Schemas["WindowView"];
export type MaintenancePlan = Schemas["WindowPlan"];
export type MaintenanceTarget = Schemas["WindowTarget"];
export type AvailabilityItem = Schemas["AvailabilityItem"];
export type AvailabilityReport = Schemas["AvailabilityReport"];
export type AlertQuery = QueryOf<"/api/v1/alerts">;
export type BackgroundTask = Schemas["BackgroundTask"];
export type TaskQuery = QueryOf<"/api/v1/outbox/tasks">;
