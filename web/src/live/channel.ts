/** The live channel: Socket.IO on the same origin, topics with reference counts, a visible state, catch-up after a drop. */
import type { Socket } from "socket.io-client";
import { readMessage, type LiveMessage } from "./message";

export type LiveStatus = "off" | "connecting" | "live" | "lost";

export interface LiveState {
  readonly status: LiveStatus;
  /** Epoch ms of the last change. */
  readonly since: number;
}

type Listener = (message: LiveMessage) => void;

let state: LiveState = { status: "off", since: Date.now() };
let socket: Socket | null = null;
let wanted = false;
const stateReaders = new Set<() => void>();
const topics = new Map<string, Set<Listener>>();
const catchUps = new Set<() => void>();
const early = new Set<() => void>();

function become(status: LiveStatus): void {
  if (status === state.status) return;
  state = { status, since: Date.now() };
  for (const notify of stateReaders) notify();
}

function deliver(name: string, payload: unknown): void {
  const message = readMessage(name, payload);
  if (!message) return;
  const listeners = message.topic
    ? (topics.get(message.topic) ?? [])
    : [...topics.values()].flatMap((set) => [...set]);
  for (const listener of listeners) listener(message);
}

/** Connect; harmless when already connected. The client library loads after the first paint. */
export async function openChannel(): Promise<void> {
  if (wanted) return;
  wanted = true;
  become("connecting");
  const { io } = await import("socket.io-client");
  if (!channelWanted()) return;
  let connectedBefore = false;
  socket = io({
    path: "/socket.io",
    transports: ["websocket", "polling"],
    tryAllTransports: true,
    reconnectionDelay: 1_000,
    reconnectionDelayMax: 15_000,
    randomizationFactor: 0.5,
  });
  socket.on("connect", () => {
    become("live");
    const missed = [...(connectedBefore ? catchUps : early)];
    const fetchAgain = () => missed.forEach((fetch) => fetch());
    early.clear();
    connectedBefore = true;
    if (topics.size === 0) fetchAgain();
    else socket?.emit("subscribe", { topics: [...topics.keys()] }, fetchAgain); // once the server says that it is heard
  });
  socket.on("disconnect", () => become("lost"));
  socket.on("connect_error", () => become("lost"));
  socket.onAny(deliver);
}

/** Asked again after the library has loaded: a logout may have come in between. */
function channelWanted(): boolean {
  return wanted;
}

export function closeChannel(): void {
  wanted = false;
  socket?.disconnect();
  socket = null;
  become("off");
}

/** Hear about a topic until the returned function is called. */
export function listen(topic: string, listener: Listener): () => void {
  const listeners = topics.get(topic) ?? new Set();
  if (listeners.size === 0) {
    topics.set(topic, listeners);
    socket?.emit("subscribe", { topics: [topic] });
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    topics.delete(topic);
    socket?.emit("unsubscribe", { topics: [topic] });
  };
}

/** Called when the channel is back after a drop: whatever was missed must be fetched. */
export function onCatchUp(catchUp: () => void): () => void {
  catchUps.add(catchUp);
  return () => {
    catchUps.delete(catchUp);
  };
}

/** Called when the channel is there for the first time: what was fetched before may have missed news. */
export function onFirstConnection(fetchAgain: () => void): () => void {
  if (state.status !== "live") early.add(fetchAgain);
  return () => {
    early.delete(fetchAgain);
  };
}

export function watchState(reader: () => void): () => void {
  stateReaders.add(reader);
  return () => {
    stateReaders.delete(reader);
  };
}

export const liveState = (): LiveState => state;
