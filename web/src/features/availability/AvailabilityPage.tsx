import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import type { AvailabilityItem, AvailabilityReport } from "@/api/types";
import { localTime } from "@/lib/format";
import { Choice } from "@/ui/Choice";
import { Page } from "@/ui/Page";
import { Panel } from "@/ui/Panel";
import { Empty, Loaded } from "@/ui/states";
import { Filter } from "@/ui/table/Filters";
import { ListTable } from "@/ui/table/ListTable";
import { fileAddress, reportQuery } from "./availability";
import classes from "./Availability.module.css";
import { columnsOf } from "./columns";
import { OutagesDrawer } from "./OutagesDrawer";
import { PeriodPicker } from "./PeriodPicker";
import { KINDS, type AvailabilitySearch, type Kind } from "./search";
import { StripLegend } from "./StateStrip";
import { t } from "./texts";

/** How long sites, services, devices and links were up in a period, against their targets, the worst first. */
export function AvailabilityPage() {
  const search = useSearch({ from: "/app/availability" });
  const navigate = useNavigate({ from: "/availability" });
  const report = useQuery(reportQuery(search));
  const change = (next: Partial<AvailabilitySearch>) =>
    void navigate({ search: (old) => ({ ...old, ...next }), replace: true });
  const kind = search.kind ?? "site";
  return (
    <Page
      title={t("title")}
      lead={t("lead")}
      actions={(["csv", "pdf"] as const).map((format) => (
        <Button
          key={format}
          component="a"
          variant="default"
          leftSection={<IconDownload size={16} />}
          href={fileAddress(search, format)}
          download
        >
          {format.toUpperCase()}
        </Button>
      ))}
    >
      <div className={classes.picker}>
        <Choice
          label={t("of")}
          hideLabel
          value={kind}
          options={KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
          onChange={(value) => change({ kind: value === "site" ? undefined : (value as Kind), q: undefined })}
        />
        <PeriodPicker search={search} onChange={change} />
        {(kind === "site" || kind === "service") && (
          <Filter
            label={t("needs")}
            none={t("needs.all")}
            value={search.needs}
            options={[{ value: "any", label: t("needs.any") }]}
            onChange={(needs) => change({ needs: needs === "any" ? "any" : undefined })}
          />
        )}
      </div>
      <Loaded query={report} what={t("theReport")} rows={8}>
        {(found) => <Report report={found} search={search} onChange={change} />}
      </Loaded>
    </Page>
  );
}

interface ReportProps {
  report: AvailabilityReport;
  search: AvailabilitySearch;
  onChange: (next: Partial<AvailabilitySearch>) => void;
}

function Report({ report, search, onChange }: ReportProps) {
  const [opened, setOpened] = useState<AvailabilityItem | null>(null);
  const columns = useMemo(() => columnsOf(report), [report]);
  const more = report.total - report.items.length;
  return (
    <Panel
      title={t(`kind.${report.kind as Kind}`)}
      note={t("fromTo", { from: localTime(report.start), to: localTime(report.end), zone: report.time_zone })}
    >
      <ListTable
        tableId={`availability-${report.kind}`}
        label={t("title")}
        columns={columns}
        rows={report.items}
        keyOf={(row) => `${row.id ?? ""} ${row.name}`}
        nameOf={(row) => row.name}
        onOpen={setOpened}
        search={t("search")}
        q={search.q}
        onSearch={(q) => onChange({ q })}
        sort={search.sort}
        onSort={(sort) => onChange({ sort: sort || undefined })}
        usualSort="available"
        height="auto"
        empty={<Empty title={t("none")}>{t(`none.${report.kind as Kind}`)}</Empty>}
      />
      <div className={classes.foot}>
        <StripLegend />
        <span>{t("howCounted")}</span>
        {report.clipped_from !== null && (
          <strong role="status">
            {t("clipped", { asked: localTime(report.clipped_from), start: localTime(report.start) })}
          </strong>
        )}
        {more > 0 && <span>{t("more", { count: more })}</span>}
      </div>
      {opened && <OutagesDrawer item={opened} report={report} onClose={() => setOpened(null)} />}
    </Panel>
  );
}
