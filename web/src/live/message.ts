/** One piece of news from the live channel, checked before anything trusts its shape. */
export interface LiveMessage {
  readonly topic: string;
  readonly event: string;
  readonly data: Readonly<Record<string, unknown>>;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Read what the channel delivered: `{topic, event, data, …}`, or bare data under the event's own name. */
export function readMessage(name: string, payload: unknown): LiveMessage | null {
  if (!isRecord(payload)) return null;
  const topic = typeof payload.topic === "string" ? payload.topic : "";
  const event = typeof payload.event === "string" ? payload.event : name;
  return { topic, event, data: isRecord(payload.data) ? payload.data : payload };
}
