/** What the URL of the message list says. */
import { asId, asText, oneOf, type RawSearch } from "@/lib/search";

export const PROTOCOLS = ["syslog", "trap"] as const;
export const GRAVEST = ["2", "3", "4", "5", "6"] as const;
export const SENDERS = ["known", "unknown"] as const;

export interface MessageSearch {
  q?: string;
  protocol?: (typeof PROTOCOLS)[number];
  severity?: (typeof GRAVEST)[number];
  senders?: (typeof SENDERS)[number];
  device?: number;
}

export function readMessageSearch(search: RawSearch): MessageSearch {
  return {
    q: asText(search.q),
    protocol: oneOf(search.protocol, PROTOCOLS),
    severity: oneOf(asText(search.severity), GRAVEST),
    senders: oneOf(search.senders, SENDERS),
    device: asId(search.device),
  };
}
