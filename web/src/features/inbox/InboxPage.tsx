import { Button, Switch } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type { InboxItem } from "@/api/types";
import { useMay } from "@/features/accounts/session";
import { Age } from "@/ui/Moment";
import { Page } from "@/ui/Page";
import { Empty, Failure, Waiting } from "@/ui/states";
import { Status } from "@/ui/Status";
import type { Column } from "@/ui/table/columns";
import { DataTable } from "@/ui/table/DataTable";
import { SearchBox } from "@/ui/table/Filters";
import frame from "@/ui/table/TableFrame.module.css";
import { usePages } from "@/ui/table/usePages";
import { ActionButton } from "@/ui/ActionButton";
import { fetchInbox, inboxKey, unreadQuery, useMark, useMarkAll } from "./inbox";
import classes from "./Inbox.module.css";
import { t } from "./texts";

/** One's own messages, latest first; it follows what happens. */
export function InboxPage() {
  const [q, setQ] = useState<string>();
  const [onlyUnread, setOnlyUnread] = useState(false);
  const filter = useMemo(() => ({ q, unread: onlyUnread }), [q, onlyUnread]);
  const list = usePages<InboxItem>([...inboxKey, "list", filter], (offset, limit, signal) =>
    fetchInbox(filter, offset, limit, signal),
  );
  const unread = useQuery(unreadQuery).data?.unread ?? 0;
  const all = useMarkAll();
  const mark = useMark();
  return (
    <Page
      title={t("inbox")}
      lead={list.isPending ? t("counting") : t("nUnread", { count: unread })}
      actions={
        <ActionButton
          variant="default"
          why={unread === 0 && t("allRead")}
          loading={all.isPending}
          onClick={() => all.mutate()}
        >
          {t("readAll")}
        </ActionButton>
      }
      fill
    >
      <div className={frame.filters} role="search">
        <SearchBox label={t("search")} value={q} onChange={setQ} />
        <Switch
          label={t("onlyUnread")}
          checked={onlyUnread}
          onChange={(event) => setOnlyUnread(event.currentTarget.checked)}
        />
      </div>
      <div className={frame.frame}>
        {list.error ? (
          <Failure doing={t("notLoaded")} error={list.error} retry={list.refetch} />
        ) : list.isPending ? (
          <Waiting rows={8} label={t("inbox")} />
        ) : (
          <DataTable
            label={t("inbox")}
            columns={columnsOf((id, read) => mark.mutate({ id, read }))}
            count={list.total}
            question={list.question}
            rowAt={list.rowAt}
            keyOf={(one) => one.id}
            onVisible={list.setVisible}
            empty={<Nothing />}
          />
        )}
      </div>
    </Page>
  );
}

function Nothing() {
  const mayEdit = useMay("notifications:edit");
  return (
    <Empty title={t("nothing")}>
      {mayEdit ? (
        <>
          {t("howToGetSome")} <Link to="/notifications">{t("toNotifications")}</Link>
        </>
      ) : (
        t("nothingHint")
      )}
    </Empty>
  );
}

const columnsOf = (mark: (id: number, read: boolean) => void): readonly Column<InboxItem>[] => [
  {
    id: "severity",
    head: t("severity"),
    width: "7rem",
    narrow: "5.5rem",
    cell: (one) => <Status code={one.severity} />,
  },
  {
    id: "subject",
    head: t("message"),
    width: "minmax(10rem, 4fr)",
    narrow: "minmax(6rem, 1fr)",
    cell: (one) => (
      <span className={classes.subject} data-unread={one.read_at === null} title={one.body}>
        {one.incident_id === null ? (
          one.subject
        ) : (
          <Link
            to="/incidents/$incidentId"
            params={{ incidentId: String(one.incident_id) }}
            onClick={() => one.read_at === null && mark(one.id, true)}
          >
            {one.subject}
          </Link>
        )}
      </span>
    ),
  },
  {
    id: "at",
    head: t("at"),
    width: "7rem",
    from: 40,
    cell: (one) => <Age at={one.created_at} />,
  },
  {
    id: "actions",
    head: t("actions"),
    width: "10rem",
    narrow: "5.5rem",
    align: "end",
    cell: (one) => (
      <Button
        size="compact-xs"
        variant="subtle"
        aria-label={t(one.read_at === null ? "markReadOf" : "markUnreadOf", { subject: one.subject })}
        onClick={() => mark(one.id, one.read_at === null)}
      >
        {t(one.read_at === null ? "markRead" : "markUnread")}
      </Button>
    ),
  },
];
