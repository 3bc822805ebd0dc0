import { useQuery } from "@tanstack/react-query";
import type { Feature } from "@/api/types";
import { NOT_KNOWN, words } from "@/lib/format";
import { Age } from "@/ui/Moment";
import { Panel } from "@/ui/Panel";
import { Empty } from "@/ui/states";
import { Status } from "@/ui/Status";
import type { Column } from "@/ui/table/columns";
import { ListTable } from "@/ui/table/ListTable";
import { featuresQuery } from "./connections";
import { t } from "./texts";

type Kind = Feature["kind"];

/** What is shown of each table, and which of the words that a device tells of a row have a column of their own. */
const TABLES: readonly { kind: Kind; title: string; note: string; name: string; told: readonly Told[] }[] = [
  {
    kind: "ring",
    title: t("rings"),
    note: t("ringsNote"),
    name: t("ring"),
    told: [
      { key: "status", head: t("reason") },
      { key: "west", head: t("westPort") },
      { key: "east", head: t("eastPort") },
      { key: "vlan", head: t("vlan") },
      { key: "switchovers", head: t("switchovers") },
    ],
  },
  {
    kind: "lag",
    title: t("aggregates"),
    note: t("aggregatesNote"),
    name: t("aggregate"),
    told: [
      { key: "members", head: t("members"), wide: true },
      { key: "partner", head: t("partner") },
    ],
  },
  {
    kind: "stp",
    title: t("spanningTree"),
    note: t("spanningTreeNote"),
    name: t("portOrBridge"),
    told: [
      { key: "root bridge", head: t("rootBridge") },
      { key: "changes", head: t("topologyChanges") },
    ],
  },
  {
    kind: "vlan",
    title: t("vlans"),
    note: t("vlansNote"),
    name: t("vlan"),
    told: [
      { key: "name", head: t("nameOfVlan"), wide: true },
      { key: "ports", head: t("ports") },
    ],
  },
  {
    kind: "poe",
    title: t("powerOverEthernet"),
    note: t("powerOverEthernetNote"),
    name: t("portOrBridge"),
    told: [{ key: "class", head: t("powerClass") }],
  },
  {
    kind: "metric",
    title: t("metrics"),
    note: t("metricsNote"),
    name: t("protocolAndPort"),
    told: [{ key: "usual", head: t("usualMetric") }],
  },
];

interface Told {
  key: string;
  head: string;
  wide?: boolean;
}

const TONE = { ok: "good", warning: "warning", critical: "bad", unknown: "unknown" } as const;
const RANK = { critical: 0, warning: 1, unknown: 2, ok: 3 } as const;

/** Rings, aggregates, spanning tree, VLANs and PoE: a panel for each table that the device has. */
export function DeviceFeatures({ deviceId }: { deviceId: number }) {
  const features = useQuery(featuresQuery(deviceId));
  return TABLES.map((table) => {
    const rows = features.data?.filter((row) => row.kind === table.kind) ?? [];
    if (rows.length === 0) return null;
    return (
      <Panel key={table.kind} title={table.title} note={table.note}>
        <ListTable
          tableId={`features-${table.kind}`}
          label={table.title}
          columns={columnsOf(table.name, table.told)}
          rows={rows}
          keyOf={(row) => row.id}
          search={t("searchRows")}
          usualSort="state"
          height="auto"
          empty={<Empty title={t("noRowMatches")} />}
        />
      </Panel>
    );
  });
}

function columnsOf(name: string, told: readonly Told[]): Column<Feature>[] {
  return [
    {
      id: "state",
      head: t("state"),
      width: "minmax(9rem, 1.2fr)",
      sort: "state",
      value: (row) => RANK[row.severity],
      cell: (row) => <Status code={row.state} label={words(row.state)} tone={TONE[row.severity]} />,
    },
    {
      id: "name",
      head: name,
      width: "minmax(7rem, 1.2fr)",
      sort: "name",
      value: (row) => row.name,
      cell: (row) => row.name,
    },
    ...told.map(({ key, head, wide }, at): Column<Feature> => ({
      id: key,
      head,
      width: wide ? "minmax(8rem, 2fr)" : "minmax(6rem, 1fr)",
      from: at === 0 ? 32 : 44 + at * 6,
      sort: key,
      value: (row) => row.told[key] ?? "",
      cell: (row) => row.told[key] || NOT_KNOWN,
    })),
    {
      id: "since",
      head: t("inStateSince"),
      width: "7rem",
      align: "end",
      sort: "since",
      value: (row) => row.state_since,
      cell: (row) => <Age at={row.state_since} everySeconds={5} />,
    },
  ];
}
