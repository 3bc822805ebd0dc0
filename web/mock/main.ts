/**
 * A server for looking at the console without a network: `npm run build && npm run mock`, then http://127.0.0.1:8471.
 * It serves dist under the strictest content security policy that the console is built for, the API from mock/answers.ts
 * and a live channel. Log in with any name and the password `watchkeeper`. For development use `npm run dev` with
 * WATCHKEEPER_SERVER=http://127.0.0.1:8471.
 */
import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { Server } from "socket.io";
import { answer, problem } from "./answers";
import { happen } from "./history";
import { devices, iso } from "./world";

const DIST = fileURLToPath(new URL("../dist", import.meta.url));
const PORT = Number(process.env.PORT ?? 8471);
export const POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");
const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

async function read(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text === "" ? {} : (JSON.parse(text) as Record<string, unknown>);
}

function send(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  const failed = status >= 400;
  response.writeHead(status, {
    "content-type": failed ? "application/problem+json" : "application/json",
    ...headers,
  });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

function file(path: string, response: ServerResponse): void {
  const wanted = join(DIST, normalize(path));
  const found =
    wanted.startsWith(DIST) && existsSync(wanted) && statSync(wanted).isFile()
      ? wanted
      : join(DIST, "index.html");
  response.writeHead(200, {
    "content-type": TYPES[extname(found)] ?? "application/octet-stream",
    "content-security-policy": POLICY,
  });
  createReadStream(found).pipe(response);
}

async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", "http://mock");
  if (!url.pathname.startsWith("/api/")) {
    file(url.pathname, response);
    return;
  }
  const given = answer({
    method: request.method ?? "GET",
    path: url.pathname,
    search: url.searchParams,
    body: await read(request),
    loggedIn: (request.headers.cookie ?? "").includes("wk_session=mock"),
  });
  const { status, body, headers } =
    given ?? problem(404, "not_found", `There is nothing at ${url.pathname}.`, null);
  send(response, status, body, headers);
}

const server = createServer((request, response) => {
  handle(request, response).catch((error: unknown) =>
    send(response, 500, {
      title: "internal",
      status: 500,
      detail: String(error),
      code: "internal",
      request_id: "mock",
    }),
  );
});
const live = new Server(server);
live.on("connection", (socket) => {
  socket.on("subscribe", ({ topics }: { topics: string[] }) => void socket.join(topics));
});
let messageId = 0;
const announce = (topic: string, event: string, data: unknown) => {
  messageId += 1;
  live.to(topic).emit(event, { id: messageId, topic, event, at: iso(Date.now()), data });
};
setInterval(() => {
  announce("events", "event.recorded", happen(Date.now()));
}, 20_000);
setInterval(() => {
  announce("devices", "devices.polled", {
    ids: devices.slice(0, 40).map((device) => device.id),
    at: iso(Date.now()),
  });
  announce("discoveries", "discovery.progress", {});
}, 5_000);
setInterval(() => announce("cycles", "cycle.finished", {}), 60_000);
server.listen(PORT, "127.0.0.1", () => console.log(`http://127.0.0.1:${PORT}`));
