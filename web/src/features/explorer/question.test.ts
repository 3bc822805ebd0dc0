import { describe, expect, it } from "vitest";
import { readExplorer, subjectsChosen, subjectsOf } from "./question";

const NOTHING = { device: undefined, pool: undefined, q: undefined, object: undefined };

describe("what a question is about", () => {
  it("is told by the address: devices, a pool, a text, or nothing for all", () => {
    expect(readExplorer({ device: "4,7", pool: "3", q: "edge" })).toMatchObject({
      device: "4,7",
      pool: 3,
      q: "edge",
    });
    expect(subjectsOf({ devices: [4, 7], pool: 3 })).toEqual(["4", "7"]);
    expect(subjectsOf({ devices: [], pool: 3, q: "edge" })).toEqual(["pool:3", "q:edge"]);
    expect(subjectsOf({ devices: [] })).toEqual([]);
  });

  it("is either devices, or a pool and a text together", () => {
    expect(subjectsChosen(["pool:3", "q:edge", "4"], ["pool:3", "q:edge"])).toEqual({
      ...NOTHING,
      device: "4",
    });
    expect(subjectsChosen(["4", "7", "q:edge"], ["4", "7"])).toEqual({ ...NOTHING, q: "edge" });
    expect(subjectsChosen(["q:edge", "pool:3"], ["q:edge"])).toEqual({ ...NOTHING, pool: 3, q: "edge" });
  });

  it("has one pool and one text: the last ones", () => {
    expect(subjectsChosen(["pool:3", "pool:5"], ["pool:3"])).toEqual({ ...NOTHING, pool: 5 });
  });

  it("is all again when the last one is taken away", () => {
    expect(subjectsChosen([], ["4"])).toEqual(NOTHING);
    expect(subjectsChosen(["4"], ["4", "7"])).toEqual({ ...NOTHING, device: "4" });
  });
});
