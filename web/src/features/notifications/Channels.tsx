import { Button } from "@mantine/core";
import { IconPlus, IconSend } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Channel } from "@/api/types";
import { useMay } from "@/features/accounts/session";
import { Confirm } from "@/ui/Confirm";
import { Age } from "@/ui/Moment";
import { Panel } from "@/ui/Panel";
import { Empty, Loaded } from "@/ui/states";
import { Status } from "@/ui/Status";
import type { Column } from "@/ui/table/columns";
import { ListTable } from "@/ui/table/ListTable";
import { actionsColumn, changing, removing } from "@/ui/table/RowActions";
import { ChannelDialog } from "./ChannelDialog";
import { KIND_TEXT } from "./kinds";
import { channelsQuery, useRemoveChannel, useTestChannel } from "./notifications";
import { t } from "./texts";

type Editing = Channel | "new" | null;

/** The ways to people, each with whether it works. */
export function Channels() {
  const channels = useQuery(channelsQuery);
  const mayEdit = useMay("notifications:edit");
  const [editing, setEditing] = useState<Editing>(null);
  const [removing, setRemoving] = useState<Channel | null>(null);
  const test = useTestChannel();
  const actions = channelActions(setEditing, setRemoving, (one) => test.mutate(one), test.variables);
  return (
    <Panel
      title={t("channels")}
      actions={
        mayEdit && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPlus size={14} />}
            onClick={() => setEditing("new")}
          >
            {t("addChannel")}
          </Button>
        )
      }
    >
      <Loaded query={channels} what={t("channels")}>
        {(rows) => (
          <ListTable
            tableId="notification-channels"
            label={t("channels")}
            columns={mayEdit ? [...COLUMNS, actions] : COLUMNS}
            rows={rows}
            keyOf={(row) => row.id}
            search={t("searchChannels")}
            usualSort="name"
            height="auto"
            empty={<Empty title={t("noChannels")}>{t("noChannelsHint")}</Empty>}
          />
        )}
      </Loaded>
      {editing && (
        <ChannelDialog channel={editing === "new" ? undefined : editing} onClose={() => setEditing(null)} />
      )}
      {removing && <RemoveQuestion channel={removing} onClose={() => setRemoving(null)} />}
    </Panel>
  );
}

function stateOf(row: Channel): "off" | "failing" | "works" | "unused" {
  if (!row.enabled) return "off";
  if (row.error) return "failing";
  return row.sent_at ? "works" : "unused";
}

const TONES = { off: "off", failing: "bad", works: "good", unused: "unknown" } as const;

/** Whom a channel reaches; an inbox without names is everybody's. */
const reachedBy = ({ kind, target }: Channel): string =>
  kind === "inbox" && target === "everybody" ? t("everybody") : target;

const COLUMNS: readonly Column<Channel>[] = [
  {
    id: "name",
    head: t("name"),
    width: "minmax(8rem, 2fr)",
    narrow: "minmax(4rem, 1fr)",
    sort: "name",
    value: (row) => row.name,
    cell: (row) => row.name,
  },
  {
    id: "kind",
    head: t("kind"),
    width: "8rem",
    from: 48,
    value: (row) => t(KIND_TEXT[row.kind]),
    cell: (row) => t(KIND_TEXT[row.kind]),
  },
  {
    id: "target",
    head: t("reaches"),
    width: "minmax(8rem, 2fr)",
    from: 56,
    value: reachedBy,
    cell: (row) => <span title={reachedBy(row)}>{reachedBy(row)}</span>,
  },
  {
    id: "state",
    head: t("state"),
    width: "9.5rem",
    narrow: "6.2rem",
    value: (row) => stateOf(row),
    cell: (row) => (
      <span title={row.error || undefined}>
        <Status code={stateOf(row)} label={t(stateOf(row))} tone={TONES[stateOf(row)]} />
      </span>
    ),
  },
  {
    id: "sent",
    head: t("lastSent"),
    width: "8rem",
    from: 64,
    value: (row) => row.sent_at,
    cell: (row) => <Age at={row.sent_at} />,
  },
];

const channelActions = (
  edit: (channel: Channel) => void,
  remove: (channel: Channel) => void,
  test: (channel: Channel) => void,
  testing: Channel | undefined,
) =>
  actionsColumn<Channel>({
    head: t("actions"),
    width: "13.5rem",
    most: 3,
    of: (row) => [
      {
        word: t("test"),
        icon: IconSend,
        label: t("testOf", { name: row.name }),
        onClick: () => test(row),
        busy: testing?.id === row.id,
      },
      changing(t("edit"), t("editOf", { name: row.name }), () => edit(row)),
      removing(t("remove"), t("removeOf", { name: row.name }), () => remove(row)),
    ],
  });

function RemoveQuestion({ channel, onClose }: { channel: Channel; onClose: () => void }) {
  const remove = useRemoveChannel();
  return (
    <Confirm
      open
      danger
      title={t("removeQuestion", { name: channel.name })}
      action={t("remove")}
      busy={remove.isPending}
      error={remove.error}
      consequences={[t("logGoesToo")]}
      onClose={onClose}
      onConfirm={() => remove.mutate(channel, { onSuccess: onClose })}
    />
  );
}
