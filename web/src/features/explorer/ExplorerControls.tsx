import { MultiSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import { Filter } from "@/ui/table/Filters";
import { oneOf } from "@/lib/search";
import { COMPARISONS } from "@/features/series/band";
import { words } from "@/lib/format";
import { AGGREGATIONS, DERIVATIONS, SPLITS, TOPS, VIEWS } from "./question";
import type { ExplorerSearch, Question } from "./question";
import classes from "./Explorer.module.css";
import { SubjectChoice } from "./SubjectChoice";
import { t } from "./texts";
import { familiesQuery } from "./useLines";

const MOST_CHOSEN = 20;

interface ExplorerControlsProps {
  search: ExplorerSearch;
  question: Question;
  onChange: (next: Partial<ExplorerSearch>) => void;
}

/** What is asked: kind, metrics, devices and objects, and how it is put together. */
export function ExplorerControls({ search, question, onChange }: ExplorerControlsProps) {
  const families = useQuery(familiesQuery);
  const only = question.devices.length === 1 ? question.devices[0] : undefined;
  const objects = useQuery({
    queryKey: ["series", "objects", only, question.family],
    queryFn: () =>
      body(
        api.GET("/api/v1/series/objects", {
          params: { query: { device_id: only ?? 0, family: question.family } },
        }),
      ),
    enabled: only !== undefined,
  });
  const family = families.data?.families.find((one) => one.name === question.family);

  return (
    <div className={classes.controls} role="search" aria-label={t("question")}>
      <div className={classes.row}>
        <Filter
          label={t("kind")}
          value={question.family}
          options={(families.data?.families ?? []).map((one) => ({
            value: one.name,
            label: words(one.name),
          }))}
          onChange={(value) => onChange({ family: value, metric: undefined, object: undefined })}
        />
        <Filter
          label={t("aggregation")}
          none={t("agg.avg")}
          value={search.agg}
          options={AGGREGATIONS.map((value) => ({ value, label: t(`agg.${value}`) }))}
          onChange={(value) => onChange({ agg: oneOf(value, AGGREGATIONS) })}
        />
        <Filter
          label={t("split")}
          none={t("split.object")}
          value={search.split}
          options={SPLITS.map((value) => ({ value, label: t(`split.${value}`) }))}
          onChange={(value) => onChange({ split: oneOf(value, SPLITS) })}
        />
        <Filter
          label={t("first")}
          none="5"
          value={search.top === undefined ? undefined : String(search.top)}
          options={TOPS.map((value) => ({ value: String(value), label: t("topOf", { top: value }) }))}
          onChange={(value) => onChange({ top: TOPS.find((one) => String(one) === value) })}
        />
        <Filter
          label={t("derive")}
          none={t("derive.none")}
          value={search.derive}
          options={DERIVATIONS.map((value) => ({ value, label: t(`derive.${value}`) }))}
          onChange={(value) => onChange({ derive: oneOf(value, DERIVATIONS) })}
        />
        <Filter
          label={t("compare")}
          none={t("compare.none")}
          value={search.compare}
          options={COMPARISONS.map((value) => ({ value, label: t(`compare.${value}`) }))}
          onChange={(value) => onChange({ compare: oneOf(value, COMPARISONS) })}
        />
        <Filter
          label={t("shownAs")}
          none={t("view.lines")}
          value={search.view}
          options={VIEWS.map((value) => ({ value, label: t(`view.${value}`) }))}
          onChange={(value) => onChange({ view: oneOf(value, VIEWS) })}
        />
      </div>
      <div className={classes.fields}>
        <MultiSelect
          label={t("metrics")}
          data={(family?.metrics ?? []).map((metric) => ({
            value: metric.name,
            label: metric.unit ? `${words(metric.name)} (${metric.unit})` : words(metric.name),
          }))}
          value={[...question.metrics]}
          onChange={(values) => onChange({ metric: values.join(",") || undefined })}
          maxValues={8}
          searchable
        />
        <SubjectChoice question={question} onChange={onChange} />
        {only !== undefined && (
          <MultiSelect
            label={t("objects")}
            placeholder={question.objects.length === 0 ? t("allObjects") : undefined}
            data={objects.data?.objects ?? []}
            value={[...question.objects]}
            onChange={(values) => onChange({ object: values.join("\n") || undefined })}
            maxValues={MOST_CHOSEN}
            limit={100}
            searchable
          />
        )}
      </div>
    </div>
  );
}
