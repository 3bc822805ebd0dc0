/** What the palette offers for a text: pages, finds of the inventory, things to do; without one, what was looked at last. */
import { useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { IconHistory, IconMapPin, IconPlug, IconServer2, type Icon } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useLocation, useNavigate } from "@tanstack/react-router";
import { api, body } from "@/api/client";
import type { Hit } from "@/api/types";
import { useLogout, useSession } from "@/features/accounts/session";
import { visitsBefore } from "@/lib/visits";
import { toneOf, type Tone } from "@/ui/tone";
import { actionsFor } from "./actions";
import { labelOf, placesFor, VERB_LABEL } from "./navigation";
import { t } from "./texts";

export interface Entry {
  key: string;
  label: string;
  detail: string;
  icon: Icon;
  tone?: Tone;
  go: () => void;
}

const ICONS: Readonly<Record<Hit["kind"], Icon>> = {
  device: IconServer2,
  interface: IconPlug,
  site: IconMapPin,
};

/** Every word that was typed is somewhere in it. */
export const isMeant = (label: string, text: string): boolean =>
  text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => label.toLowerCase().includes(word));

export function useEntries(text: string, onClose: () => void): Entry[] {
  const navigate = useNavigate();
  const logout = useLogout();
  const path = useLocation({ select: (location) => location.pathname });
  const { setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  const dark = useComputedColorScheme("dark") === "dark";
  const { permissions } = useSession().user;
  const found = useQuery({
    queryKey: ["search", text],
    queryFn: ({ signal }) => body(api.GET("/api/v1/search", { params: { query: { q: text } }, signal })),
    enabled: text.length > 0 && permissions.includes("devices:view"),
    placeholderData: keepPreviousData,
  });
  const closing = (act: () => void) => () => {
    onClose();
    act();
  };
  const goTo = (address: string) => void navigate({ href: address });

  const pages: Entry[] = placesFor(permissions)
    .flatMap(({ places }) => places)
    .filter((place) => isMeant(labelOf(place), text))
    .map((place) => ({
      key: place.to,
      label: labelOf(place),
      detail: VERB_LABEL[place.verb],
      icon: place.icon,
      go: closing(() => void navigate({ to: place.to })),
    }));
  const actions: Entry[] = actionsFor(permissions, {
    path,
    dark,
    go: goTo,
    logOut: () => logout.mutate(),
    setTheme: setColorScheme,
  })
    .filter((action) => isMeant(action.label, text))
    .map(({ key, label, icon, run }) => ({
      key: `do-${key}`,
      label,
      icon,
      detail: t("action"),
      go: closing(run),
    }));
  if (text === "") {
    const recent: Entry[] = visitsBefore(path).map((visit) => ({
      key: `seen-${visit.path}`,
      label: visit.title,
      detail: t("lookedAt"),
      icon: IconHistory,
      go: closing(() => goTo(visit.path)),
    }));
    return [...recent, ...pages, ...actions];
  }
  const hits: Entry[] = (found.data?.hits ?? []).map((hit) => ({
    key: `${hit.kind}-${hit.id}-${hit.name}`,
    label: hit.name,
    detail: hit.detail,
    icon: ICONS[hit.kind],
    tone: hit.state ? toneOf(hit.state) : undefined,
    go: closing(() => {
      if (hit.kind === "site") return void navigate({ to: "/devices", search: { site: hit.id } });
      if (hit.kind === "interface")
        return void navigate({
          to: "/devices/$deviceId/interface",
          params: { deviceId: String(hit.id) },
          search: { name: hit.name },
        });
      return void navigate({ to: "/devices/$deviceId", params: { deviceId: String(hit.id) } });
    }),
  }));
  return [...pages, ...hits, ...actions];
}
