import { catalogue } from "@/i18n/catalogue";

export const en = {
  never: "never",
  in: "in {{span}}",
  ago: "{{span}} ago",
  justNow: "just now",
  "range.15m": "15 minutes",
  "range.1h": "hour",
  "range.6h": "6 hours",
  "range.24h": "24 hours",
  "range.7d": "7 days",
  "code.ok": "OK",
  "code.snmp": "SNMP",
  "code.icmp": "ICMP",
  "code.cpu": "CPU",
  "code.sysname": "System name",
  "code.chassis_mac": "Chassis MAC",
  "code.engine_id": "Engine ID",
  "code.rpc_error": "RPC error",
  "code.auth_failed": "Authentication failed",
  "code.identity_mismatch": "Other identity",
} as const;

export const t = catalogue("lib", en);
