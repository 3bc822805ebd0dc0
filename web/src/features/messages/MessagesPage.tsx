import { Button } from "@mantine/core";
import { IconPlayerPause, IconPlayerPlay } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import type { MessageQuery } from "@/api/types";
import { deviceQuery } from "@/features/inventory/devices";
import { oneOf } from "@/lib/search";
import { Page } from "@/ui/Page";
import { Filter, SearchBox } from "@/ui/table/Filters";
import frame from "@/ui/table/TableFrame.module.css";
import { TableTools } from "@/ui/table/TableTools";
import { useColumnChoice } from "@/ui/table/useColumnChoice";
import { SEVERITY_WORDS, type Row } from "./messages";
import { GRAVEST, PROTOCOLS, SENDERS, type MessageSearch } from "./messageSearch";
import { MESSAGE_COLUMNS, MessageTable } from "./MessageTable";
import { t } from "./texts";

export function MessagesPage() {
  const search = useSearch({ from: "/app/messages" });
  const navigate = useNavigate({ from: "/messages" });
  const [live, setLive] = useState(true);
  const [rows, setRows] = useState<readonly Row[]>([]);
  const count = rows.length;
  const choice = useColumnChoice("messages", MESSAGE_COLUMNS);
  const filter = useMemo<MessageQuery>(
    () => ({
      q: search.q,
      protocol: search.protocol,
      severity: search.severity === undefined ? undefined : Number(search.severity),
      unknown_senders: search.senders === undefined ? undefined : search.senders === "unknown",
      device_id: search.device,
    }),
    [search],
  );
  const change = (next: Partial<MessageSearch>) =>
    void navigate({ search: (old) => ({ ...old, ...next }), replace: true });
  return (
    <Page
      title={t("messages")}
      lead={live ? t("liveNShown", { count }) : t("pausedNShown", { count })}
      fill
      actions={
        <Button
          variant="default"
          leftSection={live ? <IconPlayerPause size={16} /> : <IconPlayerPlay size={16} />}
          aria-pressed={!live}
          onClick={() => setLive((old) => !old)}
        >
          {live ? t("pause") : t("resume")}
        </Button>
      }
    >
      <div className={frame.filters} role="search">
        <SearchBox label={t("searchMessages")} value={search.q} onChange={(q) => change({ q })} />
        <Filter
          label={t("protocol")}
          value={search.protocol}
          options={PROTOCOLS.map((value) => ({ value, label: t(value) }))}
          onChange={(value) => change({ protocol: oneOf(value, PROTOCOLS) })}
        />
        <Filter
          label={t("severity")}
          value={search.severity}
          options={GRAVEST.map((value) => ({
            value,
            label: t("orWorse", { severity: SEVERITY_WORDS[Number(value)] ?? value }),
          }))}
          onChange={(value) => change({ severity: oneOf(value, GRAVEST) })}
        />
        <Filter
          label={t("senders")}
          value={search.senders}
          options={SENDERS.map((value) => ({ value, label: t(value) }))}
          onChange={(value) => change({ senders: oneOf(value, SENDERS) })}
        />
        {search.device !== undefined && (
          <OneDevice id={search.device} onClear={() => change({ device: undefined })} />
        )}
        <span className={frame.grow} />
        <TableTools tableId="messages" choice={choice} rows={() => rows} />
      </div>
      <div className={frame.frame}>
        <MessageTable
          key={JSON.stringify(filter)}
          filter={filter}
          live={live}
          columns={choice.shown}
          onRows={setRows}
        />
      </div>
    </Page>
  );
}

function OneDevice({ id, onClear }: { id: number; onClear: () => void }) {
  const device = useQuery(deviceQuery(id));
  return (
    <Button variant="default" size="compact-md" onClick={onClear} title={t("showMessagesOfAllDevices")}>
      {t("only", { part: device.data?.name ?? String(id) })}
    </Button>
  );
}
