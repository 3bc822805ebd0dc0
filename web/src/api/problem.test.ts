import { describe, expect, it } from "vitest";
import { ApiProblem, asProblem, fieldError, readProblem } from "./problem";

const respond = (body: unknown, status: number, headers: Record<string, string> = {}) =>
  new Response(typeof body === "string" ? body : JSON.stringify(body), { status, statusText: "No", headers });

describe("readProblem", () => {
  it("keeps what a person and a supporter need", async () => {
    const problem = await readProblem(
      respond(
        {
          detail: "A device named r1 exists already.",
          code: "conflict",
          hint: "Choose another.",
          request_id: "01JD",
          errors: [{ loc: ["body", "name"], msg: "in use" }],
        },
        409,
      ),
    );
    expect(problem).toMatchObject({
      message: "A device named r1 exists already.",
      status: 409,
      code: "conflict",
      hint: "Choose another.",
      requestId: "01JD",
    });
    expect(fieldError(problem, "name")).toBe("in use");
    expect(fieldError(problem, "address")).toBeUndefined();
  });

  it("finds the problem of a list's item at the list's field", async () => {
    const problem = await readProblem(
      respond({ errors: [{ loc: ["body", "targets", 2], msg: "not a network" }] }, 422),
    );
    expect(fieldError(problem, "targets")).toBe("not a network");
  });

  it("tells what the server says in the language of the page", async () => {
    const said = {
      detail: "There is a device named 'r1' already.",
      hint: "Choose another name.",
      errors: [{ loc: ["body", "port"], msg: "Input should be less than or equal to 65535" }],
    };
    expect(await readProblem(respond(said, 409), "de")).toMatchObject({
      message: "Ein Gerät namens 'r1' gibt es schon.",
      hint: "Wählen Sie einen anderen Namen.",
      fields: [{ loc: "port", msg: "darf höchstens 65535 sein" }],
    });
  });

  it("takes the wait from the header", async () => {
    expect((await readProblem(respond({}, 429, { "retry-after": "40" }))).retryAfterSeconds).toBe(40);
  });

  it("survives a proxy's page", async () => {
    const problem = await readProblem(respond("<html>Bad gateway</html>", 502, { "x-request-id": "abc" }));
    expect(problem).toMatchObject({ status: 502, message: "The server answered 502 No", requestId: "abc" });
  });
});

describe("asProblem", () => {
  it("says so when the server does not answer", () => {
    expect(asProblem(new TypeError("Failed to fetch")).code).toBe("offline");
  });

  it("passes a problem through", () => {
    const problem = new ApiProblem("no", 403, "forbidden");
    expect(asProblem(problem)).toBe(problem);
  });
});
