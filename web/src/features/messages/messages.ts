/** Questions about messages. */
import { api, body } from "@/api/client";
import type { Message, MessagePage, MessageQuery } from "@/api/types";

export const PAGE = 200;

export function fetchMessages(filter: MessageQuery, signal?: AbortSignal): Promise<MessagePage> {
  return body(api.GET("/api/v1/messages", { params: { query: { limit: PAGE, ...filter } }, signal }));
}

/** The severities of syslog by number, as its senders call them. */
export const SEVERITY_WORDS = [
  "emergency",
  "alert",
  "critical",
  "error",
  "warning",
  "notice",
  "informational",
  "debug",
] as const;

export function toneOfSeverity(severity: number): "bad" | "warning" | "info" | "off" {
  if (severity <= 2) return "bad";
  if (severity <= 4) return "warning";
  return severity <= 6 ? "info" : "off";
}

/** A message with a number that a browser can count: ids have more digits than its numbers. */
export interface Row {
  key: number;
  message: Message;
}
