/** Questions about availability. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import type { AvailabilityItem } from "@/api/types";
import { duration } from "@/lib/format";
import { localDigits } from "@/lib/number";
import { zoneName } from "@/lib/zone";
import { questionOf, type AvailabilitySearch } from "./search";
import { cutPercent } from "./strip";
import { t } from "./texts";

const MOST = 500;

export function reportQuery(search: AvailabilitySearch) {
  const question = questionOf(search, zoneName());
  return queryOptions({
    queryKey: ["availability", question, search.q ?? ""],
    queryFn: ({ signal }) =>
      body(
        api.GET("/api/v1/availability", {
          params: { query: { ...question, q: search.q, limit: MOST } },
          signal,
        }),
      ),
    staleTime: 30_000,
    refetchInterval: 120_000,
    placeholderData: keepPreviousData,
  });
}

const DAYS = 30;
const HOUR_MS = 3_600_000;
const STEP_MS = 300_000;

/** One device over the last thirty days. */
export const deviceReportQuery = (id: number, now: number) => {
  const start = new Date(Math.floor(now / HOUR_MS) * HOUR_MS - DAYS * 24 * HOUR_MS).toISOString();
  const end = new Date(Math.ceil(now / STEP_MS) * STEP_MS).toISOString();
  return queryOptions({
    queryKey: ["availability", "device", id, end],
    queryFn: () =>
      body(
        api.GET("/api/v1/availability", { params: { query: { kind: "device", device_id: id, start, end } } }),
      ),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    refetchInterval: 120_000,
  });
};

export function fileAddress(search: AvailabilitySearch, format: "csv" | "pdf"): string {
  const asked = Object.entries({ ...questionOf(search, zoneName()), format });
  const given = asked.filter((pair): pair is [string, string] => pair[1] !== undefined);
  return `/api/v1/availability/export?${new URLSearchParams(given).toString()}`;
}

export const percentText = (value: number | null): string =>
  value === null ? t("notKnown") : localDigits(`${cutPercent(value)} %`);

/** What is left of the error budget, or by how much it is overdrawn. */
export function budgetText(item: AvailabilityItem): string {
  const left = item.error_budget_left_s;
  if (left === null) return "";
  return left < 0 ? t("overdrawn", { span: duration(-left) }) : duration(left);
}
