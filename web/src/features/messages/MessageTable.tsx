import { useEffect, useState } from "react";
import type { MessageQuery } from "@/api/types";
import { DeviceLink } from "@/ui/DeviceLink";
import { Moment } from "@/ui/Moment";
import { Empty, Failure, Waiting } from "@/ui/states";
import { Status } from "@/ui/Status";
import type { Column } from "@/ui/table/columns";
import { DataTable } from "@/ui/table/DataTable";
import { MessageDetail } from "./MessageDetail";
import classes from "./Messages.module.css";
import { SEVERITY_WORDS, toneOfSeverity, type Row } from "./messages";
import { t } from "./texts";
import { useMessages } from "./useMessages";

const COLUMNS: readonly Column<Row>[] = [
  {
    id: "at",
    head: t("received"),
    width: "10.5rem",
    narrow: "5rem",
    cell: ({ message }) => <Moment at={message.received_at} />,
  },
  {
    id: "severity",
    head: t("severity"),
    width: "7.5rem",
    from: 48,
    cell: ({ message }) =>
      message.severity === null ? (
        <span className="faint">{t("trap")}</span>
      ) : (
        <Status
          code={SEVERITY_WORDS[message.severity]}
          label={SEVERITY_WORDS[message.severity]}
          tone={toneOfSeverity(message.severity)}
        />
      ),
  },
  {
    id: "sender",
    head: t("sender"),
    width: "minmax(7rem, 1fr)",
    cell: ({ message }) =>
      message.device_id !== null ? (
        <DeviceLink id={message.device_id} name={message.device_name ?? message.source} />
      ) : (
        <span className={classes.stranger} title={t("noDeviceOfTheInventory")}>
          {message.source}
        </span>
      ),
  },
  {
    id: "event",
    head: t("event"),
    width: "minmax(8rem, 1.2fr)",
    from: 56,
    cell: ({ message }) =>
      message.event ?? <span className="faint">{message.tag ?? message.process ?? ""}</span>,
  },
  {
    id: "text",
    head: t("text"),
    width: "minmax(9rem, 4fr)",
    cell: ({ message }) => <span className={classes.raw}>{message.text}</span>,
  },
];

interface MessageTableProps {
  filter: MessageQuery;
  live: boolean;
  onCount: (count: number) => void;
}

/** Messages of a filter. Use it under a `key` of the filter. */
export function MessageTable({ filter, live, onCount }: MessageTableProps) {
  const list = useMessages(filter, live);
  const [open, setOpen] = useState<Row | null>(null);
  const count = list.rows.length;
  useEffect(() => onCount(count), [count, onCount]);
  if (list.error)
    return <Failure doing={t("couldNotLoadMessages")} error={list.error} retry={() => void list.refetch()} />;
  if (list.isPending) return <Waiting rows={10} label={t("loadingMessages")} />;
  return (
    <>
      <DataTable
        label={t("messages")}
        columns={COLUMNS}
        count={count}
        rowAt={(index) => list.rows[index]}
        keyOf={(row) => row.key}
        onVisible={(_, last) => {
          if (last >= count - 5) list.more();
        }}
        onOpen={setOpen}
        empty={<Empty title={t("noMessages")}>{t("noneMatchOrNobodySends")}</Empty>}
      />
      {open !== null && <MessageDetail message={open.message} onClose={() => setOpen(null)} />}
    </>
  );
}
