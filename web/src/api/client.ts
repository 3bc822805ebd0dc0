/** The typed client: same origin, cookie session, CSRF token on unsafe methods, problems thrown as ApiProblem. */
import createClient, { type Middleware } from "openapi-fetch";
import type { paths } from "./generated";
import { noteServerDate } from "@/lib/clock";
import { atSite } from "@/lib/site";
import { type ApiProblem, readProblem } from "./problem";

/** What a server answers whose answer is still the one that the tag of the request names. */
export const UNCHANGED = 304;
const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

let csrfToken: string | null = null;
let onSessionEnded: () => void = () => undefined;

export function setCsrfToken(token: string | null): void {
  csrfToken = token;
}

/** Called when a request is refused because nobody is logged in any more. */
export function whenSessionEnds(listener: () => void): void {
  onSessionEnded = listener;
}

const QUESTIONS = [
  "second_factor_required",
  "wrong_code",
  "wrong_security_key",
  "security_key_cloned",
  "fresh_login_required",
];

/** Whether the server only asks to prove who one is: by a login, or by the second factor. */
function isQuestion(problem: ApiProblem, request: Request): boolean {
  return QUESTIONS.includes(problem.code) || /\/session(\/passkey)?$/.test(new URL(request.url).pathname);
}

const edge: Middleware = {
  onRequest({ request }) {
    request.headers.set("accept", "application/json");
    if (!SAFE.has(request.method) && csrfToken) request.headers.set("x-csrf-token", csrfToken);
    const address = request.method === "GET" ? atSite(request.url) : request.url;
    return address === request.url ? request : new Request(address, request);
  },
  async onResponse({ request, response }) {
    noteServerDate(response.headers.get("date"));
    if (response.ok || response.status === UNCHANGED) return undefined;
    const problem = await readProblem(response);
    if (problem.status === 401 && !isQuestion(problem, request)) onSessionEnded();
    throw problem;
  },
};

export const api = createClient<paths>({
  credentials: "same-origin",
  querySerializer: { array: { style: "form", explode: true } },
});
api.use(edge);

/** The body of an answer. Failures have been thrown by the middleware, so what is missing is an empty answer. */
export async function body<T>(call: Promise<{ data?: T }>): Promise<NonNullable<T>> {
  return (await call).data as NonNullable<T>;
}
