/** The columns of the list of credentials. */
import { IconListDetails } from "@tabler/icons-react";
import type { Credential } from "@/api/types";
import { NOT_KNOWN } from "@/lib/format";
import { Age } from "@/ui/Moment";
import { Status } from "@/ui/Status";
import type { Column } from "@/ui/table/columns";
import { actionsColumn, changing, removing } from "@/ui/table/RowActions";
import { KIND_LABEL, protection } from "./kinds";
import { t } from "./texts";

type Deed = (credential: Credential) => void;

/** `change` is missing for who may only look. */
export const credentialColumns = (
  show: Deed,
  change: { edit: Deed; remove: Deed } | null,
): readonly Column<Credential>[] => [
  {
    id: "name",
    head: t("name"),
    width: "minmax(8rem, 2fr)",
    narrow: "minmax(5rem, 1fr)",
    sort: "name",
    value: (item) => item.name,
    cell: (item) => item.name,
  },
  {
    id: "kind",
    head: t("kind"),
    width: "8rem",
    narrow: "minmax(4.5rem, 0.8fr)",
    sort: "kind",
    value: (item) => KIND_LABEL[item.kind],
    cell: (item) => KIND_LABEL[item.kind],
  },
  {
    id: "user",
    head: t("user"),
    width: "minmax(6rem, 1fr)",
    from: 48,
    sort: "user",
    value: (item) => item.user,
    cell: (item) => <span className="mono">{item.user || NOT_KNOWN}</span>,
  },
  {
    id: "protection",
    head: t("protection"),
    width: "minmax(9rem, 1.5fr)",
    from: 60,
    value: protection,
    cell: protection,
  },
  {
    id: "default",
    head: t("default"),
    width: "6rem",
    from: 40,
    sort: "default",
    value: (item) => item.is_default,
    cell: (item) => (item.is_default ? t("yes") : <span className="faint">{t("no")}</span>),
  },
  {
    id: "expires",
    head: t("expires"),
    width: "8rem",
    from: 36,
    value: (item) => (item.expiry === "none" ? t("never") : t(item.expiry)),
    cell: ({ expiry }) =>
      expiry === "none" ? (
        <span className="faint">{t("never")}</span>
      ) : (
        <Status code={expiry} label={t(expiry)} tone={TONES[expiry]} />
      ),
  },
  {
    id: "changed",
    head: t("changed2"),
    width: "7.5rem",
    from: 52,
    sort: "changed",
    value: (item) => item.updated_at,
    cell: (item) => <Age at={item.updated_at} everySeconds={5} />,
  },
  actionsColumn({
    head: t("actions"),
    width: change ? "17.5rem" : "7rem",
    most: change ? 3 : 1,
    of: (item) => [
      {
        word: t("open"),
        icon: IconListDetails,
        label: t("details", { item: item.name }),
        onClick: () => show(item),
      },
      ...(change
        ? [
            changing(t("edit3"), t("edit2", { item: item.name }), () => change.edit(item)),
            removing(t("delete2"), t("delete", { item: item.name }), () => change.remove(item)),
          ]
        : []),
    ],
  }),
];

const TONES = { within_30_days: "warning", within_7_days: "bad", expired: "bad", fine: "good" } as const;
