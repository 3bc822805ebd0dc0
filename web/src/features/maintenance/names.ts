/** What windows are on, in words; a number stands until a name is known. */
import { useQuery } from "@tanstack/react-query";
import type { MaintenanceWindow } from "@/api/types";
import { deviceNamesQuery, poolsQuery, sitesQuery } from "@/features/inventory/devices";
import { recurrenceOf } from "./rule";
import { t } from "./texts";

export type NameOf = (kind: string, id: number) => string;

export function useNames(): NameOf {
  const sites = useQuery(sitesQuery).data ?? [];
  const pools = useQuery(poolsQuery).data ?? [];
  const devices = useQuery(deviceNamesQuery).data ?? [];
  return (kind, id) => {
    const among = kind === "site" ? sites : kind === "pool" ? pools : devices;
    return among.find((one) => one.id === id)?.name ?? String(id);
  };
}

export const startOf = (row: MaintenanceWindow): string => row.occurrence?.start ?? row.plan.starts_at;
export const endOf = (row: MaintenanceWindow): string =>
  row.occurrence?.end ?? row.ended_at ?? row.plan.ends_at;

export function targetsOf(row: MaintenanceWindow, nameOf: NameOf): string {
  return row.plan.targets
    .map((one) => [nameOf(one.kind, one.id), one.interface].filter(Boolean).join(" "))
    .join(", ");
}

/** How a window recurs, in words; a rule without words is shown as it is written. */
export function recursOf(rule: string | undefined): string {
  const form = recurrenceOf(rule ?? "");
  if (form.every === "other") return form.other;
  const often = t(`every.${form.every}`);
  if (form.every === "once") return often;
  const parts = [form.interval > 1 ? t(`everyN.${form.every}`, { count: form.interval }) : often];
  if (form.every === "weekly" && form.days.length > 0)
    parts.push(form.days.map((day) => t(`day.${day}`)).join(", "));
  if (form.every === "monthly" && form.monthly === "weekday")
    parts.push(`${t(`nth.${form.nth}`)} ${t(`day.${form.weekday}`)}`);
  if (form.ends === "until") parts.push(t("untilDay", { day: form.until }));
  if (form.ends === "count") parts.push(t("nTimes", { count: form.count }));
  return parts.join(", ");
}
