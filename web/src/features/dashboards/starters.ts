/** What a new dashboard may begin with. */
import type { Layout } from "@/api/types";
import { t } from "./texts";

interface Starter {
  id: string;
  label: string;
  layout: Layout;
}

const traffic = (metric: string) => ({
  kind: "series" as const,
  family: "interface",
  metrics: [metric],
  devices: [],
  site: null,
  pool: null,
  search: "",
  objects: [],
  agg: "avg" as const,
  top: 5,
  compare: "none" as const,
});

const list = (source: "incidents" | "problems" | "events") => ({
  kind: "table" as const,
  source,
  site: null,
  state: null,
  rows: 10,
});

export const STARTERS: readonly Starter[] = [
  {
    id: "network",
    label: t("starterNetwork"),
    layout: {
      variables: [],
      panels: [
        { id: "state", title: t("devices"), x: 0, y: 0, w: 4, h: 3, content: { kind: "status", site: null } },
        { id: "map", title: t("sites"), x: 0, y: 3, w: 4, h: 6, content: { kind: "map" } },
        { id: "in", title: t("busiestIn"), x: 4, y: 0, w: 8, h: 5, content: traffic("in_bps") },
        {
          id: "problems",
          title: t("needsALook"),
          x: 4,
          y: 5,
          w: 8,
          h: 4,
          content: list("problems"),
        },
      ],
    },
  },
  {
    id: "shift",
    label: t("starterShift"),
    layout: {
      variables: [],
      panels: [
        { id: "incidents", title: t("incidents"), x: 0, y: 0, w: 8, h: 5, content: list("incidents") },
        { id: "state", title: t("devices"), x: 8, y: 0, w: 4, h: 5, content: { kind: "status", site: null } },
        { id: "problems", title: t("needsALook"), x: 0, y: 5, w: 6, h: 4, content: list("problems") },
        { id: "events", title: t("events"), x: 6, y: 5, w: 6, h: 4, content: list("events") },
      ],
    },
  },
  {
    id: "device",
    label: t("starterDevice"),
    layout: {
      variables: [{ name: "device", label: t("device"), kind: "device", default: null }],
      panels: [
        {
          id: "in",
          title: t("in"),
          x: 0,
          y: 0,
          w: 6,
          h: 5,
          content: { ...traffic("in_bps"), devices: ["$device"] },
        },
        {
          id: "out",
          title: t("out"),
          x: 6,
          y: 0,
          w: 6,
          h: 5,
          content: { ...traffic("out_bps"), devices: ["$device"] },
        },
        {
          id: "load",
          title: t("load"),
          x: 0,
          y: 5,
          w: 12,
          h: 5,
          content: { ...traffic("used_percent"), family: "host", devices: ["$device"] },
        },
      ],
    },
  },
  { id: "empty", label: t("starterEmpty"), layout: { panels: [], variables: [] } },
];
