/** Questions about notifications, and what can be done about them. */
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import type {
  Channel,
  ChannelInput,
  Delivery,
  DeliveryQuery,
  NotificationRule,
  NotificationRuleInput,
  OnCallSchedule,
  Page,
  PreviewInput,
} from "@/api/types";
import { toldIn } from "@/i18n/sentences";
import { sayingOf } from "@/i18n/server";
import { tellDone, tellFailed } from "@/ui/toast";
import { t } from "./texts";

export const notificationsKey = ["notifications"] as const;
export const SEVERITIES = ["critical", "major", "minor", "warning", "info"] as const;

export const channelsQuery = queryOptions({
  queryKey: [...notificationsKey, "channels"],
  queryFn: () => body(api.GET("/api/v1/notifications/channels")),
  refetchInterval: 30_000,
});

export const rulesQuery = queryOptions({
  queryKey: [...notificationsKey, "rules"],
  queryFn: () => body(api.GET("/api/v1/notifications/rules")),
});

export const schedulesQuery = queryOptions({
  queryKey: [...notificationsKey, "schedules"],
  queryFn: () => body(api.GET("/api/v1/notifications/schedules")),
  refetchInterval: 60_000,
});

export const calendarQuery = (id: number, start: string, end: string) =>
  queryOptions({
    queryKey: [...notificationsKey, "calendar", id, start, end],
    queryFn: () =>
      body(
        api.GET("/api/v1/notifications/schedules/{schedule_id}/calendar", {
          params: { path: { schedule_id: id }, query: { start, end } },
        }),
      ),
  });

export const previewQuery = (asked: PreviewInput) =>
  queryOptions({
    queryKey: [...notificationsKey, "preview", asked],
    queryFn: () => body(api.POST("/api/v1/notifications/preview", { body: asked })),
  });

export async function fetchDeliveries(
  filter: DeliveryQuery,
  offset: number,
  limit: number,
  signal?: AbortSignal,
): Promise<Page<Delivery>> {
  const asked = body(
    api.GET("/api/v1/notifications/deliveries", { params: { query: { ...filter, offset, limit } }, signal }),
  );
  const [page, tell] = await Promise.all([asked, sayingOf("problems")]);
  return { ...page, items: page.items.map((one) => toldIn(one, tell, "error")) };
}

export const saveChannel = (id: number | undefined, channel: ChannelInput) =>
  id === undefined
    ? body(api.POST("/api/v1/notifications/channels", { body: channel }))
    : body(
        api.PUT("/api/v1/notifications/channels/{channel_id}", {
          params: { path: { channel_id: id } },
          body: channel,
        }),
      );

export const saveRule = (id: number | undefined, rule: NotificationRuleInput) =>
  id === undefined
    ? body(api.POST("/api/v1/notifications/rules", { body: rule }))
    : body(
        api.PUT("/api/v1/notifications/rules/{rule_id}", { params: { path: { rule_id: id } }, body: rule }),
      );

export function useTestChannel() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (channel: Channel) =>
      body(
        api.POST("/api/v1/notifications/channels/{channel_id}/test", {
          params: { path: { channel_id: channel.id } },
        }),
      ),
    onSuccess: (result, channel) => {
      if (result.sent) tellDone(t("testSent", { name: channel.name, ms: Math.round(result.elapsed_ms) }));
      else tellFailed(t("testNotSent", { name: channel.name }), new Error(result.error));
      void queries.invalidateQueries({ queryKey: notificationsKey });
    },
    onError: (error, channel) => tellFailed(t("testNotSent", { name: channel.name }), error),
  });
}

function useRemoval<T extends { name: string }>(remove: (one: T) => Promise<unknown>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: remove,
    onSuccess: async (_, one) => {
      tellDone(t("removed", { name: one.name }));
      await queries.invalidateQueries({ queryKey: notificationsKey });
    },
  });
}

export const useRemoveChannel = () =>
  useRemoval<Channel>(({ id }) =>
    body(api.DELETE("/api/v1/notifications/channels/{channel_id}", { params: { path: { channel_id: id } } })),
  );

export const useRemoveRule = () =>
  useRemoval<NotificationRule>(({ id }) =>
    body(api.DELETE("/api/v1/notifications/rules/{rule_id}", { params: { path: { rule_id: id } } })),
  );

export const useRemoveSchedule = () =>
  useRemoval<OnCallSchedule>(({ id }) =>
    body(
      api.DELETE("/api/v1/notifications/schedules/{schedule_id}", { params: { path: { schedule_id: id } } }),
    ),
  );

export function useRemoveOverride(scheduleId: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (overrideId: number) =>
      body(
        api.DELETE("/api/v1/notifications/schedules/{schedule_id}/overrides/{override_id}", {
          params: { path: { schedule_id: scheduleId, override_id: overrideId } },
        }),
      ),
    onSuccess: async () => {
      tellDone(t("overrideRemoved"));
      await queries.invalidateQueries({ queryKey: notificationsKey });
    },
    onError: (error) => tellFailed(t("overrideNotRemoved"), error),
  });
}

export function useRedrive() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: number) =>
      body(
        api.POST("/api/v1/notifications/deliveries/{delivery_id}/redrive", {
          params: { path: { delivery_id: id } },
        }),
      ),
    onSuccess: async () => {
      tellDone(t("sentAgain"));
      await queries.invalidateQueries({ queryKey: notificationsKey });
    },
    onError: (error) => tellFailed(t("notSentAgain"), error),
  });
}

/** Names of channels and schedules; a number stands until they are known. */
export function useNames() {
  const channels = useQuery(channelsQuery).data ?? [];
  const schedules = useQuery(schedulesQuery).data ?? [];
  return {
    channel: (id: number) => channels.find((one) => one.id === id)?.name ?? `#${id}`,
    schedule: (id: number) => schedules.find((one) => one.id === id)?.name ?? `#${id}`,
  };
}
