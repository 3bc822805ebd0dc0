import { queryOptions, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import { api, body } from "@/api/client";
import type { Setting } from "@/api/types";
import { sayingOf } from "@/i18n/server";
import { Page } from "@/ui/Page";
import { Empty, Loaded } from "@/ui/states";
import { Filter } from "@/ui/table/Filters";
import type { Column } from "@/ui/table/columns";
import { ListTable } from "@/ui/table/ListTable";
import classes from "./System.module.css";
import { t } from "./texts";

const settingsQuery = queryOptions({
  queryKey: ["settings"],
  queryFn: async () => {
    const [{ items }, tell] = await Promise.all([body(api.GET("/api/v1/settings")), sayingOf("settings")]);
    return items.map((row) => ({ ...row, description: tell(row.description) }));
  },
  staleTime: 60_000,
});

/** Who says so: the code, the environment, or a file. */
const SOURCES = ["default", "environment", "file"] as const;
type Source = (typeof SOURCES)[number];
const SOURCE_LABEL: Readonly<Record<Source, string>> = {
  default: t("source.default"),
  environment: t("source.environment"),
  file: t("source.file"),
};
const sourceOf = (row: Setting): Source =>
  row.source === "default" || row.source === "environment" ? row.source : "file";

/** Every setting as this server has it, and where its value comes from. They are changed where it runs, not here. */
export function SettingsPage() {
  const { q, source } = useSearch({ from: "/app/settings" });
  const navigate = useNavigate({ from: "/settings" });
  const settings = useQuery(settingsQuery);
  const rows = useMemo(
    () => (settings.data ?? []).filter((row) => source === undefined || sourceOf(row) === source),
    [settings.data, source],
  );
  return (
    <Page title={t("settings")} lead={t("settingsLead")} fill>
      <Loaded query={settings} what={t("theSettings")} rows={14}>
        {() => (
          <ListTable
            tableId="settings"
            label={t("settings")}
            columns={columns}
            rows={rows}
            keyOf={(row) => row.name}
            search={t("searchSettings")}
            q={q}
            onSearch={(text) => void navigate({ search: (old) => ({ ...old, q: text }), replace: true })}
            filters={
              <Filter
                label={t("source")}
                value={source}
                options={SOURCES.map((value) => ({ value, label: SOURCE_LABEL[value] }))}
                onChange={(value) =>
                  void navigate({
                    search: (old) => ({ ...old, source: SOURCES.find((one) => one === value) }),
                    replace: true,
                  })
                }
              />
            }
            empty={<Empty title={t("noSettingMatches")} />}
          />
        )}
      </Loaded>
    </Page>
  );
}

const columns: readonly Column<Setting>[] = [
  {
    id: "name",
    head: t("setting"),
    width: "minmax(11rem, 1.2fr)",
    narrow: "minmax(10.5rem, 1.6fr)",
    sort: "name",
    value: (row) => row.name,
    cell: (row) => (
      <span className="mono" title={row.name}>
        {row.name}
      </span>
    ),
  },
  {
    id: "value",
    head: t("value"),
    width: "minmax(6rem, 1fr)",
    narrow: "minmax(5.5rem, 1fr)",
    value: (row) => row.value,
    cell: (row) => <Value row={row} />,
  },
  {
    id: "source",
    head: t("source"),
    width: "minmax(6.5rem, 0.7fr)",
    from: 28,
    sort: "source",
    value: (row) => row.source,
    cell: (row) => (
      <span className={sourceOf(row) === "default" ? "faint" : classes.changed} title={row.source}>
        {SOURCE_LABEL[sourceOf(row)]}
      </span>
    ),
  },
  {
    id: "description",
    head: t("meaning"),
    width: "minmax(12rem, 3fr)",
    from: 60,
    value: (row) => row.description,
    cell: (row) => (
      <span className="dim" title={row.description}>
        {row.description}
      </span>
    ),
  },
];

function Value({ row }: { row: Setting }) {
  if (row.value === "***") return <span className="faint">{t("masked")}</span>;
  if (row.value === "" || row.value === "None") return <span className="faint">{t("notSet")}</span>;
  return (
    <span className="mono" title={row.value}>
      {row.value}
    </span>
  );
}
