import { describe, expect, it } from "vitest";
import type { HealthSaid } from "@/api/types";
import { saidOf, tell } from "./said";
import de from "./texts.de";
import { en } from "./texts";

const at = (text: HealthSaid): HealthSaid => ({ code: "at", values: { place: "e1", text } });

describe("the sentences of a health", () => {
  it("are the server's own in English", () => {
    expect(saidOf("worst of 4: e1", { code: "nothing_known", values: {} })).toBe("worst of 4: e1");
  });

  it("are told anew from what they were made of, with sentences inside of sentences", () => {
    const errors: HealthSaid = { code: "errors", values: { percent: 0.25 } };
    expect(tell({ code: "worst_of", values: { count: 4, text: at(errors) } })).toBe(
      "worst of 4: e1: 0.25 % of the packets with errors",
    );
    const causes: HealthSaid[] = [
      { code: "times", values: { count: 39, text: { code: "never_polled", values: {} } } },
    ];
    expect(tell({ code: "too_little_of", values: { count: 39, of: 42, causes } })).toBe(
      "too little is known: 39 of 42 have no score (39 never polled)",
    );
  });

  it("keep an alert's own words where its rule is not known", () => {
    const values = { rule: "mine", object: "disk-1", text: "disk-1 is full" };
    expect(tell({ code: "rule", values })).toBe("disk-1 is full");
  });

  it("have figures as the server tells them", () => {
    expect(tell({ code: "rtt_usual", values: { ms: 0.004, usual_ms: 12.34 } })).toBe(
      "round trip < 0.1 ms, usually 12.3 ms",
    );
    expect(tell({ code: "capacity", values: { percent: 0.0001 } })).toBe("< 0.001 % used");
    expect(tell({ code: "pings", values: { share_percent: 99.951 } })).toBe("99.95 % of pings answered");
    expect(tell({ code: "last_asked", values: { seconds: 600, count: 3 } })).toBe(
      "last asked 10 min ago, more than 3 intervals",
    );
  });

  it("have a German each, with the same places to fill", () => {
    const places = (text: string) => [...text.matchAll(/{{(\w+)}}/g)].map(([, name]) => name).sort();
    for (const [key, text] of Object.entries(en).filter(([name]) => name.startsWith("said.")))
      expect(places(de[key as keyof typeof de])).toEqual(places(text));
  });

  it("fall back to the server's text where nobody told them", () => {
    expect(tell({ code: "of a later release", values: {} })).toBeUndefined();
  });
});
