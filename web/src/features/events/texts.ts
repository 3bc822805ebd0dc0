import { catalogue } from "@/i18n/catalogue";

export const en = {
  noEventsYet: "No events yet",
  changesOfStateAppearHereThe: "Changes of state appear here the moment they are seen.",
  time: "Time",
  severity: "Severity",
  device: "Device",
  object: "Object",
  theDevice: "the device",
  what: "What",
  kind: "Kind",
  couldNotLoadEvents: "Could not load events.",
  loadingEvents: "Loading events",
  events: "Events",
  noEvents: "No events",
  noneMatchOrNothingHasChanged: "None match, or nothing has changed since watching began.",
  theNewestFilterToSeeOlder: "The newest {{NEWEST}}. Filter to see older ones.",
  counting: "Counting…",
  nEvents_one: "{{n}} event",
  nEvents_other: "{{n}} events",
  searchEvents: "Search events",
  critical: "▼ Critical",
  warning: "▲ Warning",
  info: "◆ Info",
  showEventsOfAllDevices: "Show events of all devices",
  device2: "device {{id}}",
  only: "Only {{part}} ×",
} as const;

export const t = catalogue("events", en);
