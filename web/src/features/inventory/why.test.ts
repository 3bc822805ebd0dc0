import { describe, expect, it } from "vitest";
import { identitySaid } from "@/lib/identitySaid";
import { reasonsOf } from "./why";

const well = {
  state: "up" as const,
  state_reason: "",
  state_since: "2026-01-05T12:00:00Z",
  identity_state: "verified" as const,
  identity_reason: "",
  last_ok_at: "2026-01-05T12:00:00Z",
  last_polled_at: "2026-01-05T12:00:00Z",
  last_outcome: "ok",
  fresh: true,
  enabled: true,
};

describe("why a device is red", () => {
  it("has nothing to say about one that is well", () => {
    expect(reasonsOf(well)).toEqual([]);
  });

  it("says the system's own reason, and since when", () => {
    const [reason] = reasonsOf({
      ...well,
      state: "down",
      state_reason: "timeout: no answer",
      last_outcome: "down",
    });
    expect(reason).toMatchObject({ tone: "bad", because: "Timeout: no answer.", at: well.state_since });
  });

  it("keeps every reason: another identity, half an answer, old data", () => {
    const reasons = reasonsOf({ ...well, identity_state: "mismatch", last_outcome: "partial", fresh: false });
    expect(reasons.map((reason) => reason.tone)).toEqual(["bad", "warning", "warning"]);
  });

  it("says in the page's own words who answered instead", () => {
    const identity_reason = "serial is 'B2', known is 'A1'";
    const [reason] = reasonsOf({ ...well, identity_state: "mismatch", identity_reason });
    expect(reason?.because).toBe(identitySaid(identity_reason));
    expect(reason?.because).not.toContain("known is 'A1'");
  });

  it("does not judge one that nobody watches", () => {
    expect(reasonsOf({ ...well, enabled: false, state: "down" }).map((reason) => reason.tone)).toEqual([
      "off",
    ]);
  });
});
