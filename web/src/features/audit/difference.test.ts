import { describe, expect, it } from "vitest";
import { beginningOf, readAuditSearch } from "./auditSearch";
import { differences } from "./difference";

describe("differences", () => {
  it("names the fields of both states, each once and in order", () => {
    expect(differences({ site: 1, name: "a" }, { name: "b" })).toEqual([
      { field: "name", before: "a", after: "b" },
      { field: "site", before: "1", after: null },
    ]);
  });

  it("tells a field that is null from one that is not there", () => {
    expect(differences({ site: null }, null)).toEqual([{ field: "site", before: "null", after: null }]);
  });

  it("has nothing to say without states", () => {
    expect(differences(null, null)).toEqual([]);
  });
});

describe("the search of the audit log", () => {
  it("keeps what it knows and drops the rest", () => {
    expect(readAuditSearch({ q: "core", outcome: "denied", span: "century" })).toEqual({
      q: "core",
      actor: undefined,
      verb: undefined,
      outcome: "denied",
      span: undefined,
    });
  });

  it("begins a span on the full minute", () => {
    expect(beginningOf("day", new Date("2026-01-05T12:00:42Z"))).toBe("2026-01-04T12:00:00.000Z");
  });
});
