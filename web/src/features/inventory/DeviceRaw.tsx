import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useQueries } from "@tanstack/react-query";
import { useQuery } from "@tanstack/react-query";
import type { Device, Sample } from "@/api/types";
import { familiesQuery } from "@/features/explorer/useLines";
import { latestQuery } from "@/features/series/series";
import { Moment } from "@/ui/Moment";
import { Panel } from "@/ui/Panel";
import { Empty, Waiting } from "@/ui/states";
import type { Column } from "@/ui/table/columns";
import { download } from "@/ui/table/csv";
import { ListTable } from "@/ui/table/ListTable";
import classes from "./Device.module.css";
import { t } from "./texts";

interface Row {
  key: string;
  family: string;
  object: string;
  metric: string;
  value: number | string | null;
  at: string;
}

const columns: readonly Column<Row>[] = [
  {
    id: "object",
    head: t("object"),
    width: "minmax(8rem, 2fr)",
    narrow: "minmax(6rem, 1.4fr)",
    sort: "object",
    value: (row) => row.object,
    cell: (row) => <span title={row.object}>{row.object}</span>,
  },
  {
    id: "family",
    head: t("kind"),
    width: "7rem",
    sort: "family",
    from: 40,
    value: (row) => row.family,
    cell: (row) => row.family,
  },
  {
    id: "metric",
    head: t("metric"),
    width: "minmax(8rem, 1.2fr)",
    narrow: "minmax(5.5rem, 1fr)",
    sort: "metric",
    value: (row) => row.metric,
    cell: (row) => <span className="mono">{row.metric}</span>,
  },
  {
    id: "value",
    head: t("value"),
    width: "minmax(6rem, 1fr)",
    narrow: "minmax(5rem, 1fr)",
    align: "end",
    sort: "value",
    value: (row) => row.value,
    cell: (row) => <span className="mono">{row.value ?? "–"}</span>,
  },
  {
    id: "at",
    head: t("read"),
    width: "10.5rem",
    align: "end",
    from: 52,
    sort: "at",
    value: (row) => row.at,
    cell: (row) => <Moment at={row.at} />,
  },
];

const rowsOf = (family: string, samples: readonly Sample[]): Row[] =>
  samples.flatMap((sample) =>
    [...Object.entries(sample.values), ...Object.entries(sample.labels)]
      .filter(([, value]) => value !== null)
      .map(([metric, value]) => ({
        key: `${family}|${sample.object}|${metric}`,
        family,
        object: sample.object,
        metric,
        value,
        at: sample.at,
      })),
  );

/** What the store and the inventory hold of this device, unrounded and uninterpreted. */
export function DeviceRaw({ device }: { device: Device }) {
  const families = useQuery(familiesQuery);
  const names = (families.data?.families ?? []).map((family) => family.name);
  const latest = useQueries({ queries: names.map((family) => latestQuery(family, device.id)) });
  const pending = families.isPending || latest.some((one) => one.isPending);
  const rows = latest.flatMap((one) => (one.data ? rowsOf(one.data.family, one.data.items) : []));
  return (
    <>
      <Panel title={t("newestSamples")} note={t("newestNote")}>
        {pending ? (
          <Waiting rows={8} />
        ) : (
          <ListTable
            tableId="raw"
            label={t("newestSamples")}
            columns={columns}
            rows={rows}
            keyOf={(row) => row.key}
            search={t("searchSamples")}
            usualSort="object"
            height="auto"
            empty={<Empty title={t("noSamplesYet")} />}
          />
        )}
      </Panel>
      <Panel
        title={t("record")}
        actions={
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconDownload size={14} />}
            onClick={() =>
              download(`${device.name}.json`, JSON.stringify(device, null, 2), "application/json")
            }
          >
            {t("save")}
          </Button>
        }
      >
        {/* Longer than its box: the keyboard must be able to scroll it. */}
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <pre className={classes.record} tabIndex={0} role="region" aria-label={t("record")}>
          {JSON.stringify(device, null, 2)}
        </pre>
      </Panel>
    </>
  );
}
