import { describe, expect, it } from "vitest";
import type { AlertMark, LinkLoad, MapChange, MapEdge, NetworkMap } from "@/api/types";
import { changeText, moving } from "./differences";
import { elementsOf } from "./elements";
import { layersOf, toggled } from "./mapSearch";
import { overlay, stepOf, type Overlay } from "./live";
import { toGraphml, toSvg } from "./exports";
import { edgesOf, failureOf, linksOn } from "./topology";
import { asMoment, before, fieldOf, justBefore, momentOf } from "./when";

function edge(change: Partial<MapEdge>): MapEdge {
  return {
    key: "physical:a:e1--b:e1",
    layer: "physical",
    kind: "physical",
    state: "up",
    a: { device: "a", interface: "e1" },
    b: { device: "b", interface: "e1" },
    members: [],
    sources: ["lldp"],
    evidence: [],
    two_sided: true,
    confidence: 0.99,
    conflicts: [],
    metric_a: 10,
    metric_b: 10,
    protocol: "ospf",
    session_state: null,
    service: null,
    first_seen: "2026-11-28T12:00:00Z",
    last_seen: "2026-11-28T12:00:00Z",
    ...change,
  };
}

function network(edges: MapEdge[]): NetworkMap {
  const common = { device_id: 1, site_id: null, platform: null, roles: [], external: false };
  return {
    at: "2026-11-28T12:00:00Z",
    nodes: ["a", "b", "c"].map((name) => ({ name, ...common })),
    edges,
    shape: {
      components: [["a", "b", "c"]],
      articulation_points: ["b"],
      bridges: [],
      diameter_hops: 2,
      mean_hops: 1.3,
      min_link_cut: 1,
    },
  };
}

describe("elements", () => {
  it("keeps parallel links apart", () => {
    const twin = edge({
      key: "physical:a:e2--b:e2",
      a: { device: "a", interface: "e2" },
      b: { device: "b", interface: "e2" },
    });
    expect(elementsOf(network([edge({}), twin]), ["physical"]).edges).toHaveLength(2);
  });

  it("draws a segment as a point that its members hang on", () => {
    const members = ["a", "b", "c"].map((device) => ({ device, interface: "e0" }));
    const shared = edge({
      key: "ip:segment:10.0.0.0/24",
      layer: "ip",
      kind: "segment",
      a: null,
      b: null,
      members,
    });
    const drawn = elementsOf(network([shared]), ["ip"]);
    expect(drawn.edges).toHaveLength(3);
    expect(drawn.nodes.find((node) => node.kind === "segment")?.label).toBe("10.0.0.0/24");
  });

  it("shows only the layers that are on, and marks what divides the network", () => {
    const drawn = elementsOf(network([edge({})]), ["bgp"]);
    expect(drawn.edges).toEqual([]);
    expect(drawn.nodes.filter((node) => node.point).map((node) => node.id)).toEqual(["b"]);
  });
});

describe("what lives on the map", () => {
  const carried = (change: Partial<LinkLoad>): LinkLoad => ({
    key: "physical:a:e1--b:e1",
    measured_at: "2026-11-28T12:00:00Z",
    speed_bps: 1e9,
    a_to_b_bps: 6.2e8,
    b_to_a_bps: 3e6,
    a_to_b: 0.62,
    b_to_a: 0.003,
    ...change,
  });
  const mark = (entity: string, severity: AlertMark["severity"], count = 1): AlertMark => ({
    entity,
    severity,
    count,
    kinds: ["link_down"],
  });
  const drawn = (over: Overlay) => elementsOf(network([edge({})]), ["physical"], undefined, over);

  it("says at each end how full the direction is that leaves it, and colours by the fuller", () => {
    const [line] = drawn(overlay([carried({})], [], true)).edges;
    expect(line).toMatchObject({
      atSource: "62 %",
      atTarget: "< 1 %",
      stepSource: 4,
      stepTarget: 1,
      step: 4,
    });
  });

  it("tells not known from idle", () => {
    expect([undefined, null, 0, 0.2, 0.8, 1.04].map(stepOf)).toEqual([0, 0, 1, 2, 5, 5]);
    const [line] = drawn(overlay([carried({ a_to_b: null })], [], true)).edges;
    expect(line).toMatchObject({ atSource: "", stepSource: 0 });
    expect(drawn(overlay([carried({})], [], false)).edges[0]).toMatchObject({ step: -1, atSource: "" });
  });

  it("marks devices and ports with open alerts in words", () => {
    const marks = [
      mark("node:a", "critical", 2),
      mark("if:b:e1", "major"),
      mark("if:a:e1", "minor"),
      mark("if:a:e2", "critical"),
    ];
    const found = drawn(overlay([], marks));
    expect(found.nodes.find((node) => node.id === "a")).toMatchObject({
      alarm: "critical",
      label: "a\n▲ Critical, 2 alerts",
    });
    expect(found.edges[0]).toMatchObject({ alarm: "major", label: "▲ Major, 2 alerts" });
  });
});

describe("two moments", () => {
  const diff = (change: Partial<MapChange>): MapChange => ({
    key: "physical:a:e1--b:e1",
    differences: ["state"],
    before: edge({}),
    after: edge({ state: "down" }),
    ...change,
  });

  it("say in words what a colour says", () => {
    const drawn = elementsOf(network([edge({ state: "down" })]), ["physical"], moving([diff({})]));
    expect(drawn.edges.map(({ mark, label }) => [mark, label])).toEqual([["changed", "Up → Down"]]);
    expect(changeText(diff({ before: null, differences: ["appeared"] }))).toBe("New");
    const dearer = diff({ differences: ["metric"], after: edge({ metric_a: 40, metric_b: 10 }) });
    expect(changeText(dearer)).toBe("Metrics 10 → 40 / 10");
  });

  it("draw what is gone, with the device that went with it", () => {
    const gone = diff({
      before: edge({ b: { device: "z", interface: "e1" } }),
      after: null,
      differences: ["gone"],
    });
    const drawn = elementsOf(network([]), ["physical"], moving([gone]));
    expect(drawn.edges.map(({ mark, target }) => [mark, target])).toEqual([["gone", "z"]]);
    expect(drawn.nodes.find((node) => node.id === "z")?.kind).toBe("external");
    expect(elementsOf(network([]), ["bgp"], moving([gone])).edges).toEqual([]);
  });

  it("pass over what moved nothing", () => {
    expect(moving([diff({ differences: ["evidence"] })]).size).toBe(0);
  });
});

describe("a moment", () => {
  it("comes back from its field as it was", () => {
    const moment = "2026-11-28T12:34:56.000Z";
    expect(momentOf(fieldOf(moment))).toBe(moment);
    expect([momentOf(""), fieldOf(undefined)]).toEqual([undefined, ""]);
  });

  it("is refused when an address names none", () => {
    expect(asMoment("2026-11-28T12:00:00Z")).toBe("2026-11-28T12:00:00Z");
    expect([asMoment("yesterday"), asMoment("2026-11-28"), asMoment("2026-13-99T00:00:00Z")]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("is compared with one before it", () => {
    expect(before("2026-11-28T12:00:00Z", "day", 0)).toBe("2026-11-27T12:00:00.000Z");
    expect(before(undefined, "hour", Date.parse("2026-11-28T12:00:00Z"))).toBe("2026-11-28T11:00:00.000Z");
    expect(justBefore("2026-11-28T12:00:00Z")).toBe("2026-11-28T11:59:59.999Z");
  });
});

describe("the address", () => {
  it("remembers layers in their order", () => {
    expect(toggled(["physical", "link"], "bgp")).toBe("physical.link.bgp");
    expect(layersOf({ layers: "bgp.physical" })).toEqual(["physical", "bgp"]);
    expect(layersOf({ layers: "" })).toEqual([]);
  });
});

describe("answers", () => {
  it("light up the links that a path leaves over", () => {
    const twin = edge({
      key: "twin",
      a: { device: "a", interface: "e2" },
      b: { device: "b", interface: "e2" },
    });
    const hops = [
      { device: "a", interface: "e1" },
      { device: "b", interface: null },
    ];
    const answer = { basis: "igp", cost: 10, ecmp_paths: 1, paths: [hops], shares: {} };
    expect([...linksOn(network([edge({}), twin]), answer)]).toEqual(["physical:a:e1--b:e1"]);
  });

  it("name a failure by a port that is known", () => {
    expect(failureOf(edge({ a: { device: "a", interface: null } }))).toBe("link:b:e1");
    expect(failureOf(edge({ a: null, b: null }))).toBeNull();
  });
});

describe("exports", () => {
  it("escape what devices call themselves", () => {
    const map = network([edge({ state: "up" })]);
    map.nodes = map.nodes.map((node) => (node.name === "a" ? { ...node, name: '<b>&"' } : node));
    expect(toGraphml(map)).toContain("&lt;b&gt;&amp;&quot;");
    const drawn = elementsOf(map, ["physical"]);
    const svg = toSvg(drawn, new Map([['<b>&"', { x: 0, y: 0 }]]));
    expect(svg).toContain("&lt;b&gt;&amp;&quot;");
    expect(svg).not.toContain("<b>");
  });
});

describe("ways", () => {
  it("lights a link up in every layer, and only that link", () => {
    const map = network([
      edge({}),
      edge({ key: "igp:a:e1--b:e1", layer: "igp" }),
      edge({ key: "physical:a:e2--b:e2" }),
    ]);
    expect([...edgesOf(map, ["a:e1--b:e1"])]).toEqual(["physical:a:e1--b:e1", "igp:a:e1--b:e1"]);
  });
});
