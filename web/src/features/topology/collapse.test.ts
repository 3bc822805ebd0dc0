import { describe, expect, it } from "vitest";
import type { AlertMark, LinkLoad, MapEdge, NetworkMap } from "@/api/types";
import { clusteringOf, openOf, openText, switched, type Clustering } from "./clusters";
import { collapsed as collapsedTo, elementId, summaries } from "./collapse";
import { elementsOf, type Elements } from "./elements";
import { onEarth } from "./geography";
import { deviceIn, overlay, type Overlay } from "./live";

const NAMES = new Map([[1, "Berlin"]]);

function link(a: string, b: string, change: Partial<MapEdge> = {}): MapEdge {
  return {
    key: `physical:${a}--${b}`,
    layer: "physical",
    kind: "physical",
    state: "up",
    a: { device: a, interface: `to-${b}` },
    b: { device: b, interface: `to-${a}` },
    members: [],
    sources: ["lldp"],
    evidence: [],
    two_sided: true,
    confidence: 0.99,
    conflicts: [],
    metric_a: null,
    metric_b: null,
    protocol: null,
    session_state: null,
    service: null,
    first_seen: "2026-11-28T12:00:00Z",
    last_seen: "2026-11-28T12:00:00Z",
    ...change,
  };
}

function network(
  sites: Record<string, number | null>,
  edges: MapEdge[],
  external: string[] = [],
): NetworkMap {
  return {
    at: "2026-11-28T12:00:00Z",
    nodes: Object.entries(sites).map(([name, site_id]) => ({
      name,
      site_id,
      device_id: 1,
      platform: null,
      roles: [],
      external: external.includes(name),
    })),
    edges,
    shape: {
      components: [],
      articulation_points: ["b1"],
      bridges: [],
      diameter_hops: null,
      mean_hops: null,
      min_link_cut: 0,
    },
  };
}

const collapsed = (drawn: Elements, clustering: Clustering, open: ReadonlySet<string>, over: Overlay) =>
  collapsedTo(drawn, clustering, open, over, summaries(drawn, clustering, over, NAMES));

const TWO_SITES = network({ a1: 1, a2: 1, b1: 2, b2: 2, alone: null }, [
  link("a1", "a2", { state: "down" }),
  link("a1", "b1"),
  link("b2", "a2", { state: "down" }),
  link("b1", "b2"),
  link("b1", "alone"),
  link("a1", "alone"),
]);

describe("clusters", () => {
  it("gathers a site, and what only that site knows", () => {
    const map = network({ a1: 1, a2: 1, phone: null }, [link("a1", "phone")], ["phone"]);
    expect(clusteringOf(map).clusters.get("site:1")?.members).toEqual(["a1", "a2", "phone"]);
  });

  it("gathers around the device with most links where no site was given, and no more than sixty", () => {
    const leaves = Array.from({ length: 90 }, (_, n) => `leaf-${n}`);
    const sites = Object.fromEntries(["hub", ...leaves].map((name) => [name, null]));
    const found = clusteringOf(
      network(
        sites,
        leaves.map((leaf) => link("hub", leaf)),
      ),
    );
    expect([...found.clusters.keys()]).toEqual(["hub:hub"]);
    expect(found.of.size).toBe(91);
  });

  it("folds fragments into the cluster that knows most of them, and what nobody knows together", () => {
    const pairs = Array.from({ length: 20 }, (_, n) => [`p${n}`, `q${n}`] as const);
    const sites = Object.fromEntries(pairs.flat().map((name) => [name, null]));
    const between = pairs
      .slice(0, 18)
      .flatMap(([p, q]) => [link(p, q), link(p, "a1"), link(p, "b1"), link(q, "b2")]);
    const map = network({ a1: 1, a2: 1, b1: 2, b2: 2, ...sites }, between);
    const { of } = clusteringOf(map);
    expect([of.get("p0"), of.get("q0")]).toEqual(["site:1", "site:2"]);
    expect(of.get("p19")).toBe("hub:");
    expect(map.nodes.every((node) => of.has(node.name))).toBe(true);
  });

  it("tells the device of an alert, colons in names and ports or not", () => {
    const known = (name: string) => ["r", "r:1"].includes(name);
    expect(deviceIn("node:r:1", known)).toBe("r:1");
    expect(deviceIn("if:r:1:et-0/0/0:1", known)).toBe("r:1");
    expect(deviceIn("if:r:et-0/0/0:1", known)).toBe("r");
    expect(deviceIn("if:s:et-0/0/0", known)).toBeUndefined();
    expect(deviceIn("service:r", known)).toBeUndefined();
    expect([...openOf("hub:a~b~site:1")]).toEqual(["hub:a~b", "site:1"]);
  });

  it("keeps what is open in the address", () => {
    expect(openText([])).toBeUndefined();
    expect(switched(openOf("site:1"), "hub:x")).toBe("hub:x~site:1");
    expect(switched(openOf("hub:x~site:1"), "hub:x")).toBe("site:1");
  });
});

describe("closed clusters", () => {
  const clustering = clusteringOf(TWO_SITES);
  const mark = (entity: string): AlertMark => ({ entity, severity: "major", count: 2, kinds: ["port_down"] });
  const over = overlay(undefined, [mark("if:a1:to-a2"), mark("node:a2")]);
  const drawn = elementsOf(TWO_SITES, ["physical"], undefined, over);

  it("say how many they hold, what within is down and what is wrong", () => {
    const { nodes } = collapsed(drawn, clustering, new Set(), over);
    const berlin = nodes.find((node) => node.cluster === "site:1");
    expect(nodes).toHaveLength(3);
    expect(berlin?.label).toContain("Berlin\n2 devices\n1 link down");
    expect(berlin).toMatchObject({ count: 2, alarm: "major", bad: true, kind: "cluster" });
    expect(berlin?.label).toContain("4 alerts");
    expect(nodes.find((node) => node.cluster === "site:2")?.point).toBe(true);
  });

  it("join links of a layer into one that counts those that are down", () => {
    const { edges } = collapsed(drawn, clustering, new Set(), over);
    const both = edges.find((edge) => edge.covers);
    expect(both).toMatchObject({ label: "1 of 2 down", state: "up", part: true });
    expect(both?.covers).toEqual(["physical:a1--b1", "physical:b2--a2"]);
    expect(edges.find((edge) => edge.id === "physical:b1--alone")?.source).toBe("alone");
  });

  it("add up what their links carry, each in its own direction", () => {
    const load = (key: string, there: number, back: number): LinkLoad => ({
      key,
      measured_at: "2026-11-28T12:00:00Z",
      speed_bps: 100,
      a_to_b_bps: there,
      b_to_a_bps: back,
      a_to_b: there / 100,
      b_to_a: back / 100,
    });
    const map = { ...TWO_SITES, edges: [link("a1", "b1"), link("b2", "a2")] };
    const loaded = overlay(
      [load("physical:a1--b1", 90, 10), load("physical:b2--a2", 0, 50)],
      undefined,
      true,
    );
    const { edges } = collapsed(
      elementsOf(map, ["physical"], undefined, loaded),
      clustering,
      new Set(),
      loaded,
    );
    expect(edges).toHaveLength(1);
    expect(edges[0]).toMatchObject({ atSource: "70 %", atTarget: "5 %", step: 4 });
  });

  it("show their devices in a frame when they are open", () => {
    const { nodes, edges } = collapsed(drawn, clustering, new Set(["site:1"]), over);
    expect(nodes.find((node) => node.cluster === "site:1")?.kind).toBe("frame");
    expect(nodes.find((node) => node.id === "a1")?.parent).toBe(elementId("site:1"));
    expect(edges.map((edge) => edge.id)).toContain("physical:a1--a2");
    expect(edges.some((edge) => edge.covers)).toBe(false);
  });
});

describe("the map on earth", () => {
  it("lists what has no place and draws it nowhere", () => {
    const site = (id: number, latitude: number | null) => ({
      id,
      name: `S${id}`,
      description: "",
      latitude,
      longitude: latitude,
      device_count: 2,
      credential_id: null,
      time_zone: null,
      availability_target: null,
      created_at: "2026-11-28T12:00:00Z",
      updated_at: "2026-11-28T12:00:00Z",
    });
    const drawn = elementsOf(TWO_SITES, ["physical"]);
    const earth = onEarth(drawn, TWO_SITES.nodes, clusteringOf(TWO_SITES), [site(1, 50), site(2, null)]);
    expect(earth.drawn.nodes.map((node) => node.id)).toEqual(["a1", "a2"]);
    expect(earth.unplaced.map((node) => node.id)).toEqual(["b1", "b2", "alone"]);
    expect(earth.drawn.edges.map((edge) => edge.id)).toEqual(["physical:a1--a2"]);
  });
});
