import { describe, expect, it } from "vitest";
import type { Interface, Latest } from "@/api/types";
import { guessFormat, shown } from "./imports";
import { busiest, filterPorts, portRows, portState, sortPorts } from "./interfaces";
import { batchesOf } from "./useSparks";

const port = (name: string, more: Partial<Interface> = {}): Interface =>
  ({
    id: 1,
    name,
    alias: "",
    descr: "",
    mac: null,
    speed_bps: 1e9,
    admin_status: "up",
    oper_status: "up",
    present: true,
    ...more,
  }) as Interface;
const latest = (...items: [string, Record<string, number | null>][]): Latest => ({
  family: "interface",
  items: items.map(([object, values]) => ({
    device_id: 1,
    object,
    at: "2026-03-14T12:00:00Z",
    stale: false,
    values,
    labels: {},
  })),
});

describe("portRows", () => {
  it("joins by the exact name: 1 is not 21", () => {
    const rows = portRows([port("1"), port("21")], latest(["21", { in_bps: 5 }]));
    expect(rows.map((row) => row.in_bps)).toEqual([null, 5]);
  });

  it("gives no utilisation where speed or rates are not known", () => {
    const rows = portRows(
      [port("a", { speed_bps: null }), port("b"), port("c")],
      latest(["a", { in_bps: 5e8 }], ["c", { in_bps: 1e8, out_bps: 5e8 }]),
    );
    expect(rows.map((row) => row.utilisation)).toEqual([null, null, 0.5]);
  });

  it("keeps errors that are zero apart from errors that are not known", () => {
    const rows = portRows([port("a"), port("b")], latest(["a", { in_errors_ps: 0, out_errors_ps: null }]));
    expect(rows.map((row) => row.errors_ps)).toEqual([0, null]);
  });
});

describe("what a port carries now", () => {
  const carried = (more: Partial<Interface>, stale = false) => {
    const samples = latest(["a", { in_bps: 5e8, out_bps: 1e8 }]);
    for (const item of samples.items) item.stale = stale;
    return portRows([port("a", more)], samples).map((row) => [row.in_bps, row.utilisation])[0];
  };

  it("is not what it carried before the device fell silent", () => {
    expect(carried({}, true)).toEqual([null, null]);
  });

  it("is not what it carried before it was reported down", () => {
    expect(carried({ oper_status: "down", last_change_at: "2026-03-14T12:00:20Z" })).toEqual([null, null]);
    expect(carried({ oper_status: "up", last_change_at: "2026-03-14T12:00:20Z" })).toEqual([5e8, 0.5]);
    expect(carried({ oper_status: "down", last_change_at: "2026-03-14T11:00:00Z" })).toEqual([5e8, 0.5]);
  });

  it("names no interface of a silent device the busiest", () => {
    const samples = latest(["a", { in_bps: 1 }]);
    for (const item of samples.items) item.stale = true;
    expect(busiest(samples, 5)).toEqual([]);
  });
});

describe("sortPorts", () => {
  const names = (sort: string, ...rows: [string, number | null][]) =>
    sortPorts(
      portRows(
        rows.map(([name]) => port(name)),
        latest(...rows.map(([name, in_bps]): [string, Record<string, number | null>] => [name, { in_bps }])),
      ),
      sort,
    ).map((row) => row.name);

  it("counts in names as people do", () => {
    expect(names("name", ["ge-0/0/10", 1], ["ge-0/0/2", 1])).toEqual(["ge-0/0/2", "ge-0/0/10"]);
  });

  it("puts what is not known last in both directions", () => {
    expect(names("in_bps", ["a", null], ["b", 2], ["c", 1])).toEqual(["c", "b", "a"]);
    expect(names("-in_bps", ["a", null], ["b", 2], ["c", 1])).toEqual(["b", "c", "a"]);
  });

  it("falls back to the name for an order it does not know", () => {
    expect(names("-colour", ["a", 1], ["b", 2])).toEqual(["b", "a"]);
  });
});

describe("the rest of the table", () => {
  it("searches names, aliases and addresses", () => {
    const rows = portRows(
      [port("ge-1", { alias: "to Bergen" }), port("ge-2", { mac: "02:00:5e:00:00:01" })],
      undefined,
    );
    expect(filterPorts(rows, "BERGEN").map((row) => row.name)).toEqual(["ge-1"]);
    expect(filterPorts(rows, "5e:00").map((row) => row.name)).toEqual(["ge-2"]);
  });

  it("ranks by what an interface carries and leaves idle ones out", () => {
    const samples = latest(
      ["a", { in_bps: 1 }],
      ["b", { in_bps: 5, out_bps: 5 }],
      ["c", { in_bps: 0, out_bps: null }],
    );
    expect(busiest(samples, 5)).toEqual(["b", "a"]);
  });

  it("tells admin down and gone from down", () => {
    expect(portState(port("a", { admin_status: "down", oper_status: "down" }))).toBe("disabled");
    expect(portState(port("a", { present: false }))).toBe("gone");
    expect(portState(port("a", { oper_status: null }))).toBe("unknown");
  });
});

describe("batchesOf", () => {
  it("asks for new names only, when scrolling brings them in", () => {
    const first = batchesOf(["a", "b"], [], 2);
    expect(batchesOf(["b", "c", "d"], first, 2)).toEqual([
      ["a", "b"],
      ["c", "d"],
    ]);
  });

  it("lets go of batches that left the view", () => {
    expect(batchesOf(["z"], [["a", "b"]], 2)).toEqual([["z"]]);
  });
});

describe("imports", () => {
  it("guesses the format from how the text begins", () => {
    expect(guessFormat("# devices\nname,address\n")).toBe("csv");
    expect(guessFormat("devices:\n  - name: r1\n")).toBe("yaml");
    expect(guessFormat("- name: r1\n")).toBe("yaml");
  });

  it("shows values as a person reads them", () => {
    expect([null, "", [], ["a", "b"], 161, true].map(shown)).toEqual([
      "nothing",
      "nothing",
      "nothing",
      "a, b",
      "161",
      "true",
    ]);
  });
});
