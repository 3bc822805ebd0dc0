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

export const MESSAGE_COLUMNS: readonly Column<Row>[] = [
  {
    id: "at",
    head: t("received"),
    width: "10.5rem",
    narrow: "5rem",
    value: ({ message }) => message.received_at,
    cell: ({ message }) => <Moment at={message.received_at} />,
  },
  {
    id: "severity",
    head: t("severity"),
    width: "7.5rem",
    from: 48,
    value: ({ message }) => (message.severity === null ? t("trap") : SEVERITY_WORDS[message.severity]),
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
    narrow: "minmax(5.5rem, 1fr)",
    value: ({ message }) => message.device_name ?? message.source,
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
    value: ({ message }) => message.event ?? message.tag ?? message.process,
    cell: ({ message }) =>
      message.event ?? <span className="faint">{message.tag ?? message.process ?? ""}</span>,
  },
  {
    id: "text",
    head: t("text"),
    width: "minmax(9rem, 4fr)",
    narrow: "minmax(8rem, 3fr)",
    value: ({ message }) => message.text,
    cell: ({ message }) => <span className={classes.raw}>{message.text}</span>,
  },
];

interface MessageTableProps {
  filter: MessageQuery;
  live: boolean;
  columns: readonly Column<Row>[];
  onRows: (rows: readonly Row[]) => void;
}

/** Messages of a filter. Use it under a `key` of the filter. */
export function MessageTable({ filter, live, columns, onRows }: MessageTableProps) {
  const list = useMessages(filter, live);
  const [open, setOpen] = useState<Row | null>(null);
  const { rows } = list;
  const count = rows.length;
  useEffect(() => onRows(rows), [rows, onRows]);
  if (list.error)
    return <Failure doing={t("couldNotLoadMessages")} error={list.error} retry={() => void list.refetch()} />;
  if (list.isPending) return <Waiting rows={10} label={t("loadingMessages")} />;
  return (
    <>
      <DataTable
        label={t("messages")}
        columns={columns}
        count={count}
        rowAt={(index) => rows[index]}
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
