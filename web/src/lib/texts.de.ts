import type { Translation } from "@/i18n/catalogue";
import type { en } from "./texts";

export default {
  never: "nie",
  in: "in {{span}}",
  ago: "vor {{span}}",
  justNow: "gerade eben",
  "range.15m": "15 Minuten",
  "range.1h": "Stunde",
  "range.6h": "6 Stunden",
  "range.24h": "24 Stunden",
  "range.7d": "7 Tage",
  "code.ok": "OK",
  "code.snmp": "SNMP",
  "code.icmp": "ICMP",
  "code.cpu": "CPU",
  "code.sysname": "Systemname",
  "code.chassis_mac": "MAC des Gehäuses",
  "code.engine_id": "Engine-ID",
  "code.rpc_error": "RPC-Fehler",
  "code.auth_failed": "Anmeldung fehlgeschlagen",
  "code.identity_mismatch": "Andere Identität",
} satisfies Translation<typeof en>;
