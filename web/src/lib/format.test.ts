import { describe, expect, it } from "vitest";
import {
  age,
  bits,
  bytes,
  count,
  duration,
  inUnit,
  percent,
  perSecond,
  share,
  systemName,
  utcTime,
  withoutKind,
  words,
  sentence,
} from "./format";

describe("amounts", () => {
  it("scales bits in thousands with three significant digits", () => {
    expect([0, 999, 1_000, 9_420_000_000, 94_200_000, 942_000].map(bits)).toEqual([
      "0 b/s",
      "999 b/s",
      "1 kb/s",
      "9.42 Gb/s",
      "94.2 Mb/s",
      "942 kb/s",
    ]);
  });

  it("moves to the next step before a value would read 1000", () => {
    expect(bits(999_999)).toBe("1 Mb/s");
  });

  it("scales bytes in 1024s", () => {
    expect(bytes(16_106_127_360)).toBe("15 GiB");
  });

  it("never shows a value that is not known as zero", () => {
    for (const show of [bits, bytes, count, percent, perSecond, duration]) {
      expect(show(null)).toBe("–");
      expect(show(undefined)).toBe("–");
      expect(show(Number.NaN)).toBe("–");
    }
  });

  it("keeps the sign of optical powers", () => {
    expect(inUnit(-8.94, "dBm")).toBe("-8.94 dBm");
  });

  it("keeps small readings readable", () => {
    expect(inUnit(0.0361, "A")).toBe("36.1 mA");
    expect(inUnit(3.31, "V")).toBe("3.31 V");
    expect(inUnit(0, "A")).toBe("0 A");
    expect(inUnit(null, "A")).toBe("–");
    expect(inUnit(0.0361, "bar")).toBe("0.0361 bar");
  });

  it("leaves a unit of one out", () => {
    expect(inUnit(0.5, "1")).toBe("0.5");
  });
});

describe("share", () => {
  it("does not round what is nearly all up to all, nor what is hardly any down to none", () => {
    expect(share(9_999, 10_000)).toBe("> 99.9 %");
    expect(share(1, 10_000)).toBe("< 0.1 %");
    expect(share(10, 10)).toBe("100 %");
    expect(share(0, 10)).toBe("0 %");
  });

  it("is not known of nothing", () => {
    expect(share(0, 0)).toBe("–");
  });
});

describe("durations and ages", () => {
  it("uses the two largest units", () => {
    expect([0.42, 12, 95, 3_700, 90_061].map(duration)).toEqual([
      "0.42 s",
      "12 s",
      "1 min 35 s",
      "1 h 1 min",
      "1 d 1 h",
    ]);
  });

  it("does not fill a hole between units with a smaller one", () => {
    expect(duration(86_460)).toBe("1 d");
  });

  it("says how long ago in one unit", () => {
    const now = Date.parse("2026-03-14T12:00:00Z");
    const ago = (seconds: number) => age(now - seconds * 1000, now);
    expect([0, 4, 80, 100, 7_200, 400_000].map(ago)).toEqual([
      "just now",
      "4 s ago",
      "80 s ago",
      "2 min ago",
      "2 h ago",
      "5 d ago",
    ]);
  });

  it("says when a moment is still to come, and when it never was", () => {
    expect(age("2026-03-14T12:02:00Z", Date.parse("2026-03-14T12:00:00Z"))).toBe("in 2 min");
    expect(age(null, 0)).toBe("never");
  });

  it("shows UTC with its name", () => {
    expect(utcTime("2026-03-14T12:02:00.250Z")).toBe("2026-03-14 12:02:00 UTC");
  });
});

describe("words", () => {
  it("turns codes into words", () => {
    expect(words("not_configured")).toBe("Not configured");
    expect(words("auth_failed")).toBe("Authentication failed");
    expect(words(null)).toBe("–");
  });
});

describe("names", () => {
  it("writes systems as their makers do, and unknown ones as they came", () => {
    expect(systemName("iosxe", "17.9.4a")).toBe("IOS XE 17.9.4a");
    expect(systemName("plan9")).toBe("plan9");
    expect(systemName("")).toBe("");
  });

  it("drops only the kind in front of an object", () => {
    expect(withoutKind("temperature/Inlet 1/2", "temperature")).toBe("Inlet 1/2");
    expect(withoutKind("Te1/1/1", "temperature")).toBe("Te1/1/1");
  });
});

describe("sentence", () => {
  it("makes a reason readable and changes nothing else of it", () => {
    expect(sentence("identity_mismatch: system name is 'r2'")).toBe("Other identity: system name is 'r2'.");
    expect(sentence("breaker_open")).toBe("Breaker open.");
    expect(sentence("calls itself 'r1', as the inventory does")).toBe(
      "Calls itself 'r1', as the inventory does.",
    );
    expect(sentence("It answers.")).toBe("It answers.");
    expect(sentence("")).toBe("");
  });
});
