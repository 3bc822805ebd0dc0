import { describe, expect, it } from "vitest";
import { noteVisit, visitsBefore } from "./visits";

describe("what was looked at last", () => {
  it("keeps single things, the newest first, each once, and not the one that is shown", () => {
    noteVisit("Devices", "/devices");
    noteVisit("core-1", "/devices/1");
    noteVisit("Cable cut", "/incidents/7");
    noteVisit("core-1", "/devices/1");
    expect(visitsBefore("/").map(({ title }) => title)).toEqual(["core-1", "Cable cut"]);
    expect(visitsBefore("/devices/1").map(({ path }) => path)).toEqual(["/incidents/7"]);
  });

  it("does not grow for ever", () => {
    for (let id = 1; id <= 20; id += 1) noteVisit(`switch-${id}`, `/devices/${id}`);
    expect(visitsBefore("/")).toHaveLength(6);
    expect(visitsBefore("/")[0]?.title).toBe("switch-20");
  });
});
