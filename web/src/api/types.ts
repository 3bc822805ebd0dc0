/** Short names for the schemas of the API that pages speak of. */
import type { components, operations } from "./generated";

type Schemas = components["schemas"];

export type Session = Schemas["SessionView"];
export type Device = Schemas["DeviceView"];
export type DeviceProblem = Schemas["DeviceProblem"];
export type DeviceInput = Schemas["DeviceCreate"];
export type DeviceState = Device["state"];
export type IdentityState = Device["identity_state"];
export type Interface = Schemas["InterfaceView"];
export type Overview = Schemas["Overview"];
export type SiteStates = Schemas["SiteStates"];
export type Site = Schemas["SiteView"];
export type Credential = Schemas["CredentialView"];
export type CredentialInput = Schemas["CredentialCreate"];
export type CredentialKind = Credential["kind"];
export type ImportPreview = Schemas["ImportPreview"];
export type ImportRow = Schemas["ImportRow"];
export type ImportFormat = Schemas["ImportIn"]["format"];
export type Discovery = Schemas["Discovery"];
export type DiscoveryInput = Schemas["DiscoveryIn"];
export type Finding = Schemas["Finding"];
export type SeriesResult = Schemas["SeriesResult"];
export type Series = Schemas["Series"];
export type Cycle = Schemas["Cycle"];
export type CycleOutcome = Schemas["CycleOutcome"];
export type Breaker = Schemas["Breaker"];
export type WatchEvent = Schemas["Event"];
export type Severity = WatchEvent["severity"];
export type DeadLetter = Schemas["DeadLetter"];
export type Health = Schemas["Health"];

/** One page of a list. */
export interface Page<T> {
  items: T[];
  total: number;
  offset: number;
  limit: number;
}

export type DeviceQuery = NonNullable<operations["get_devices"]["parameters"]["query"]>;
export type DeviceChange = Schemas["DeviceChange"];
export type PollResult = Schemas["PollResult"];
export type CredentialChange = Schemas["CredentialChange"];
export type EventQuery = NonNullable<operations["get_events"]["parameters"]["query"]>;
export type Latest = Schemas["Latest"];
export type Accepted = Schemas["Accepted"];
export type OutboxStatus = Schemas["OutboxStatus"];
