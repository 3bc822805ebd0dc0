import { Button, Modal } from "@mantine/core";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import type { Delivery, DeliveryQuery } from "@/api/types";
import { useMay } from "@/features/accounts/session";
import { count } from "@/lib/format";
import { oneOf } from "@/lib/search";
import { Moment } from "@/ui/Moment";
import { Page } from "@/ui/Page";
import { Empty, Failure, Waiting } from "@/ui/states";
import { Status } from "@/ui/Status";
import type { Column } from "@/ui/table/columns";
import { DataTable } from "@/ui/table/DataTable";
import { Filter, SearchBox } from "@/ui/table/Filters";
import frame from "@/ui/table/TableFrame.module.css";
import { usePages } from "@/ui/table/usePages";
import { STATES, type LogSearch } from "./logSearch";
import classes from "./Notifications.module.css";
import { fetchDeliveries, notificationsKey, useNames, useRedrive } from "./notifications";
import { t } from "./texts";

const TONES = {
  pending: "busy",
  failed: "warning",
  sent: "good",
  dead: "bad",
  held: "info",
  digested: "off",
  cooled: "off",
  overtaken: "off",
  muted: "off",
} as const;

/** Every message: what became of it, how often it was tried, and another chance for what was given up. */
export function LogPage() {
  const search = useSearch({ from: "/app/notifications/log" });
  const navigate = useNavigate({ from: "/notifications/log" });
  const filter = useMemo<DeliveryQuery>(() => ({ q: search.q, state: search.state }), [search]);
  const list = usePages<Delivery>([...notificationsKey, "log", filter], (offset, limit, signal) =>
    fetchDeliveries(filter, offset, limit, signal),
  );
  const [open, setOpen] = useState<Delivery | null>(null);
  const names = useNames();
  const change = (next: Partial<LogSearch>) =>
    void navigate({ search: (old) => ({ ...old, ...next }), replace: true });
  return (
    <Page title={t("log")} lead={list.isPending ? t("counting") : t("nMessages", { count: list.total })} fill>
      <div className={frame.filters} role="search">
        <SearchBox label={t("searchLog")} value={search.q} onChange={(q) => change({ q })} />
        <Filter
          label={t("state")}
          value={search.state}
          options={STATES.map((value) => ({ value, label: t(`state_${value}`) }))}
          onChange={(state) => change({ state: oneOf(state, STATES) })}
        />
      </div>
      <div className={frame.frame}>
        {list.error ? (
          <Failure doing={t("logNotLoaded")} error={list.error} retry={list.refetch} />
        ) : list.isPending ? (
          <Waiting rows={8} label={t("log")} />
        ) : (
          <DataTable
            label={t("log")}
            columns={columnsOf(names.channel)}
            count={list.total}
            question={list.question}
            rowAt={list.rowAt}
            keyOf={(one) => one.id}
            nameOf={(one) => one.subject}
            onOpen={setOpen}
            onVisible={list.setVisible}
            empty={<Empty title={t("noMessages")}>{t("noMessagesHint")}</Empty>}
          />
        )}
      </div>
      {open && (
        <Letter letter={open} channel={names.channel(open.channel_id)} onClose={() => setOpen(null)} />
      )}
    </Page>
  );
}

const columnsOf = (channel: (id: number) => string): readonly Column<Delivery>[] => [
  { id: "at", head: t("at"), width: "10.5rem", from: 40, cell: (one) => <Moment at={one.created_at} /> },
  {
    id: "state",
    head: t("state"),
    width: "8.5rem",
    narrow: "6.5rem",
    cell: (one) => <Status code={one.state} label={t(`state_${one.state}`)} tone={TONES[one.state]} />,
  },
  {
    id: "channel",
    head: t("channel"),
    width: "minmax(6rem, 1fr)",
    from: 32,
    cell: (one) => channel(one.channel_id),
  },
  {
    id: "subject",
    head: t("message"),
    width: "minmax(10rem, 3fr)",
    narrow: "minmax(8rem, 3fr)",
    cell: (one) => <span title={one.subject}>{one.subject}</span>,
  },
  { id: "attempts", head: t("attempts"), width: "5.5rem", from: 56, cell: (one) => count(one.attempts) },
  {
    id: "error",
    head: t("lastError"),
    width: "minmax(8rem, 2fr)",
    from: 72,
    cell: (one) => <span title={one.error}>{one.error}</span>,
  },
];

function Letter({ letter, channel, onClose }: { letter: Delivery; channel: string; onClose: () => void }) {
  const redrive = useRedrive();
  const mayEdit = useMay("notifications:edit");
  return (
    <Modal opened onClose={onClose} title={letter.subject} centered size="lg" lockScroll={false}>
      <div className={classes.stack}>
        <span className={classes.line}>
          <Status code={letter.state} label={t(`state_${letter.state}`)} tone={TONES[letter.state]} />
          <span>{t("overNTimes", { channel, count: letter.attempts })}</span>
        </span>
        {letter.error && <p className={classes.hint}>{letter.error}</p>}
        <pre className={classes.body}>{letter.body}</pre>
        <span className={classes.line}>
          {letter.incident_id !== null && (
            <Link to="/incidents/$incidentId" params={{ incidentId: String(letter.incident_id) }}>
              {t("toIncident", { id: letter.incident_id })}
            </Link>
          )}
          {letter.state === "dead" && mayEdit && (
            <Button
              loading={redrive.isPending}
              onClick={() => redrive.mutate(letter.id, { onSuccess: onClose })}
            >
              {t("sendAgain")}
            </Button>
          )}
        </span>
      </div>
    </Modal>
  );
}
