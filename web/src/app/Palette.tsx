import { Modal } from "@mantine/core";
import { IconMapPin, IconPlug, IconServer2, type Icon } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useId, useState, type KeyboardEvent } from "react";
import { api, body } from "@/api/client";
import type { Hit } from "@/api/types";
import { useSession } from "@/features/accounts/session";
import { Mark } from "@/ui/Status";
import { toneOf, type Tone } from "@/ui/tone";
import { actionsFor } from "./actions";
import { labelOf, placesFor, VERB_LABEL } from "./navigation";
import classes from "./Palette.module.css";
import { t } from "./texts";

interface Entry {
  key: string;
  label: string;
  detail: string;
  icon: Icon;
  tone?: Tone;
  go: () => void;
}

/** Ctrl+K: go to a page or a device by typing a part of its name, address or serial. */
export function Palette({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState(0);
  const list = useId();
  const entries = useEntries(text.trim(), onClose);
  const active = Math.min(chosen, entries.length - 1);

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "ArrowDown") setChosen((active + 1) % Math.max(1, entries.length));
    else if (event.key === "ArrowUp") setChosen((active - 1 + entries.length) % Math.max(1, entries.length));
    else if (event.key === "Enter") entries[active]?.go();
    else return;
    event.preventDefault();
  }

  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      padding={0}
      size="36rem"
      yOffset="12vh"
      title={null}
    >
      <input
        className={classes.input}
        role="combobox"
        aria-label={t("goToAPageOrDevice")}
        aria-expanded="true"
        aria-controls={list}
        aria-activedescendant={entries[active] ? `${list}-${active}` : undefined}
        placeholder={t("goToAPageOrFind")}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setChosen(0);
        }}
        onKeyDown={onKeyDown}
        data-autofocus
      />
      <div id={list} role="listbox" aria-label={t("results")} className={classes.list}>
        {entries.map(({ key, label, detail, icon: EntryIcon, tone, go }, index) => (
          // Keyboard use goes through the combobox, as its pattern asks.
          // eslint-disable-next-line jsx-a11y/click-events-have-key-events
          <div
            key={key}
            id={`${list}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            className={classes.entry}
            onClick={go}
            onMouseMove={() => setChosen(index)}
          >
            <EntryIcon size={16} stroke={1.7} aria-hidden="true" />
            <span className="truncate">{label}</span>
            {tone && <Mark tone={tone} size={10} />}
            <span className={classes.detail}>{detail}</span>
          </div>
        ))}
      </div>
      {entries.length === 0 && <p className={classes.none}>{t("nothingIsCalledThat")}</p>}
    </Modal>
  );
}

const ICONS: Readonly<Record<Hit["kind"], Icon>> = {
  device: IconServer2,
  interface: IconPlug,
  site: IconMapPin,
};

function useEntries(text: string, onClose: () => void): Entry[] {
  const navigate = useNavigate();
  const { permissions } = useSession().user;
  const found = useQuery({
    queryKey: ["search", text],
    queryFn: ({ signal }) => body(api.GET("/api/v1/search", { params: { query: { q: text } }, signal })),
    enabled: text.length > 0 && permissions.includes("devices:view"),
    placeholderData: keepPreviousData,
  });
  const go = (to: () => Promise<void>) => () => {
    onClose();
    void to();
  };
  const pages: Entry[] = placesFor(permissions)
    .flatMap(({ places }) => places)
    .filter((place) => labelOf(place).toLowerCase().includes(text.toLowerCase()))
    .map((place) => ({
      key: place.to,
      label: labelOf(place),
      detail: VERB_LABEL[place.verb],
      icon: place.icon,
      go: go(() => navigate({ to: place.to })),
    }));
  const actions: Entry[] = actionsFor(permissions)
    .filter((action) => text !== "" && action.label.toLowerCase().includes(text.toLowerCase()))
    .map((action) => ({ ...action, detail: t("action"), go: go(() => navigate({ href: action.key })) }));
  const hits: Entry[] = (text === "" ? [] : (found.data?.hits ?? [])).map((hit) => ({
    key: `${hit.kind}-${hit.id}-${hit.name}`,
    label: hit.name,
    detail: hit.detail,
    icon: ICONS[hit.kind],
    tone: hit.state ? toneOf(hit.state) : undefined,
    go: go(() => {
      if (hit.kind === "site") return navigate({ to: "/devices", search: { site: hit.id } });
      if (hit.kind === "interface")
        return navigate({
          to: "/devices/$deviceId/interface",
          params: { deviceId: String(hit.id) },
          search: { name: hit.name },
        });
      return navigate({
        to: "/devices/$deviceId",
        params: { deviceId: String(hit.id) },
      });
    }),
  }));
  return [...pages, ...hits, ...actions];
}
