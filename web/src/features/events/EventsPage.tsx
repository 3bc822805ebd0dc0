import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import type { EventQuery } from "@/api/types";
import { RangePicker } from "@/features/series/RangePicker";
import { deviceQuery } from "@/features/inventory/devices";
import { useNow } from "@/lib/clock";
import { words } from "@/lib/format";
import { oneOf } from "@/lib/search";
import { Page } from "@/ui/Page";
import { Filter, SearchBox } from "@/ui/table/Filters";
import frame from "@/ui/table/TableFrame.module.css";
import { TableTools } from "@/ui/table/TableTools";
import { useColumnChoice } from "@/ui/table/useColumnChoice";
import { allPages } from "@/ui/table/usePages";
import { KINDS, SEVERITIES, timeOf, type EventSearch } from "./eventSearch";
import { fetchEvents } from "./events";
import { EVENT_COLUMNS, EventTable } from "./EventTable";
import { t } from "./texts";

export function EventsPage() {
  const search = useSearch({ from: "/app/events" });
  const navigate = useNavigate({ from: "/events" });
  const [total, setTotal] = useState<number | null>(null);
  const choice = useColumnChoice("events", EVENT_COLUMNS);
  const now = useNow(60);
  const filter = useMemo<EventQuery>(
    () => ({
      q: search.q,
      severity: search.severity,
      kind: search.kind,
      device_id: search.device,
      ...timeOf(search, now),
      sort: "-at",
    }),
    [search, now],
  );
  const change = (next: Partial<EventSearch>) =>
    void navigate({ search: (old) => ({ ...old, ...next }), replace: true });
  return (
    <Page
      title={t("events")}
      lead={total === null ? t("counting") : t("nEvents", { count: total })}
      actions={<RangePicker search={search} optional />}
      fill
    >
      <div className={frame.filters} role="search">
        <SearchBox label={t("searchEvents")} value={search.q} onChange={(q) => change({ q })} />
        <Filter
          label={t("severity")}
          value={search.severity}
          options={[
            { value: "critical", label: t("critical") },
            { value: "warning", label: t("warning") },
            { value: "info", label: t("info") },
          ]}
          onChange={(value) => change({ severity: oneOf(value, SEVERITIES) })}
        />
        <Filter
          label={t("kind")}
          value={search.kind}
          options={KINDS.map((value) => ({ value, label: words(value) }))}
          onChange={(kind) => change({ kind: oneOf(kind, KINDS) })}
        />
        {search.device !== undefined && (
          <OneDevice id={search.device} onClear={() => change({ device: undefined })} />
        )}
        <span className={frame.grow} />
        <TableTools
          tableId="events"
          choice={choice}
          rows={() => allPages((offset, limit) => fetchEvents(filter, offset, limit))}
        />
      </div>
      <div className={frame.frame}>
        <EventTable filter={filter} columns={choice.shown} onCount={setTotal} />
      </div>
    </Page>
  );
}

function OneDevice({ id, onClear }: { id: number; onClear: () => void }) {
  const device = useQuery(deviceQuery(id));
  return (
    <Button variant="default" size="compact-md" onClick={onClear} title={t("showEventsOfAllDevices")}>
      {t("only", { part: device.data?.name ?? t("device2", { id }) })}
    </Button>
  );
}
