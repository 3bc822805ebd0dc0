/** The columns of the list of accounts. */
import { Select } from "@mantine/core";
import { IconEye, IconUserCheck, IconUserOff } from "@tabler/icons-react";
import type { User } from "@/api/types";
import { roleName } from "@/features/access/roles";
import { words } from "@/lib/format";
import { Age } from "@/ui/Moment";
import { Status } from "@/ui/Status";
import type { Column } from "@/ui/table/columns";
import { actionsColumn, type RowAction } from "@/ui/table/RowActions";
import { t } from "./texts";

interface Verbs {
  /** Those that may be given; without them nothing can be changed. */
  roles: string[] | undefined;
  change: (user: User, parts: { role?: string; enabled?: boolean }, said: string) => void;
  show: (user: User) => void;
}

const originOf = (user: User): string =>
  [user.kind === "service" ? words(user.kind) : words(user.origin), user.break_glass && t("breakGlass")]
    .filter(Boolean)
    .join(", ");

export const userColumns = ({ roles, change, show }: Verbs): Column<User>[] => [
  {
    id: "name",
    head: t("name"),
    width: "minmax(7rem, 1.4fr)",
    narrow: "minmax(4.5rem, 1fr)",
    sort: "name",
    value: (user) => user.name,
    cell: (user) => <span title={user.display_name}>{user.name}</span>,
  },
  {
    id: "role",
    head: t("role"),
    width: "minmax(8rem, 10rem)",
    narrow: "6.75rem",
    sort: "role",
    value: (user) => roleName(user.role),
    cell: (user) =>
      roles === undefined ? (
        roleName(user.role)
      ) : (
        <Select
          aria-label={`${t("role")}: ${user.name}`}
          size="xs"
          allowDeselect={false}
          data={roles.map((value) => ({ value, label: roleName(value) }))}
          value={user.role}
          onChange={(role) =>
            role && change(user, { role }, t("roleIsNow", { name: user.name, role: roleName(role) }))
          }
        />
      ),
  },
  {
    id: "origin",
    head: t("origin"),
    width: "minmax(6rem, 1fr)",
    from: 44,
    sort: "origin",
    value: originOf,
    cell: originOf,
  },
  {
    id: "factor",
    head: t("secondFactor"),
    width: "8rem",
    from: 56,
    sort: "factor",
    value: (user) => user.second_factor,
    cell: (user) => (user.second_factor ? t("yes") : <span className="faint">{t("no")}</span>),
  },
  {
    id: "login",
    head: t("lastLogin"),
    width: "9rem",
    from: 50,
    sort: "login",
    value: (user) => user.last_login_at,
    cell: (user) =>
      user.last_login_at ? <Age at={user.last_login_at} /> : <span className="faint">{t("never")}</span>,
  },
  {
    id: "state",
    head: t("state"),
    width: "7.5rem",
    from: 34,
    sort: "state",
    value: (user) => (user.enabled ? t("enabled") : t("disabled")),
    cell: (user) => (
      <Status
        code={user.enabled ? "up" : "disabled"}
        tone={user.enabled ? "good" : "off"}
        label={user.enabled ? t("enabled") : t("disabled")}
      />
    ),
  },
  actionsColumn({
    head: t("actions"),
    width: roles === undefined ? "10rem" : "13.5rem",
    most: 2,
    of: (user) => [
      ...(roles === undefined ? [] : [switching(user, change)]),
      {
        word: t("details"),
        icon: IconEye,
        label: t("detailsOf", { name: user.name }),
        onClick: () => show(user),
      },
    ],
  }),
];

const switching = (user: User, change: Verbs["change"]): RowAction => ({
  word: user.enabled ? t("disable") : t("enable"),
  icon: user.enabled ? IconUserOff : IconUserCheck,
  label: t(user.enabled ? "disableOf" : "enableOf", { name: user.name }),
  onClick: () =>
    change(
      user,
      { enabled: !user.enabled },
      t(user.enabled ? "nowDisabled" : "nowEnabled", { name: user.name }),
    ),
});
