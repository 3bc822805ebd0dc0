/** Tones: what a state means for the person looking, whatever the slice calls it. Each has one colour and one shape. */
export type Tone = "good" | "bad" | "unknown" | "warning" | "info" | "busy" | "off";

const TONES: Readonly<Record<string, Tone>> = {
  up: "good",
  ok: "good",
  done: "good",
  verified: "good",
  closed: "good",
  alive: "good",
  known: "good",
  unchanged: "off",
  down: "bad",
  failed: "bad",
  critical: "bad",
  error: "bad",
  mismatch: "bad",
  conflict: "bad",
  open: "bad",
  unreachable: "bad",
  timeout: "bad",
  auth_failed: "bad",
  denied: "bad",
  rpc_error: "bad",
  parse_error: "bad",
  identity_mismatch: "bad",
  partial: "warning",
  warning: "warning",
  paused: "warning",
  degraded: "warning",
  half_open: "warning",
  late: "warning",
  unverified: "warning",
  update: "info",
  info: "info",
  new: "info",
  create: "info",
  running: "busy",
  pending: "busy",
  skipped: "off",
  cancelled: "off",
  disabled: "off",
  empty: "off",
  not_configured: "off",
  unsupported: "off",
};

/** The tone of a code of the API. What is not listed is unknown, never good. */
export function toneOf(code: string | null | undefined): Tone {
  return (code && TONES[code]) || "unknown";
}
