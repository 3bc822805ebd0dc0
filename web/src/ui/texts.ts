import { catalogue } from "@/i18n/catalogue";

export const en = {
  thatDidNotWork: "That did not work.",
  keepAsItIs: "Keep as it is",
  device: "Device {{id}}",
  never: "never",
  local: "{{at}} local\n{{at2}}",
  notices: "Notices",
  dismiss: "Dismiss",
  request: "Request",
  tryAgain: "Try again",
  loading: "Loading {{what}}",
  couldNotLoad: "Could not load {{what}}.",
  row: "row {{index}}",
  select: "Select {{index}}",
  clearSearch: "Clear search",
  selectTheLoadedRows: "Select the {{number}} loaded rows",
  loadingSomething: "Loading",
  requestId: "Request {{id}}",
  noDevice: "no device",
  upDownUnknown: "{{up}} up, {{down}} down, {{unknown}} unknown",
} as const;

export const t = catalogue("ui", en);
