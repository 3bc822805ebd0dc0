import { Modal } from "@mantine/core";
import { memo, useDeferredValue, useEffect, useId, useState, type KeyboardEvent } from "react";
import { Mark } from "@/ui/Status";
import classes from "./Palette.module.css";
import { t } from "./texts";
import { useEntries, type Entry } from "./useEntries";

const NONE: Entry[] = [];

/** Ctrl+K: go somewhere by a part of its name, address or serial, or do something. */
export function Palette({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState(0);
  const list = useId();
  const entries = useEntries(text.trim(), onClose);
  const active = Math.min(chosen, entries.length - 1);
  // The field answers a key at once; what it finds is drawn right after. Enter goes by what was typed, drawn or not.
  const shown = useDeferredValue(entries, NONE);

  useEffect(() => {
    document.getElementById(`${list}-${active}`)?.scrollIntoView({ block: "nearest" });
  }, [list, active, shown]);

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
      transitionProps={{ duration: 0 }}
      lockScroll={false} // it is the page below that scrolls, not the document
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
      <Entries id={list} entries={shown} active={active} onPoint={setChosen} />
      {entries.length === 0 && <p className={classes.none}>{t("nothingIsCalledThat")}</p>}
    </Modal>
  );
}

interface EntriesProps {
  id: string;
  entries: readonly Entry[];
  active: number;
  onPoint: (index: number) => void;
}

const Entries = memo(function Entries({ id, entries, active, onPoint }: EntriesProps) {
  return (
    <div id={id} role="listbox" aria-label={t("results")} className={classes.list}>
      {entries.map(({ key, label, detail, icon: EntryIcon, tone, go }, index) => (
        // Keyboard use goes through the combobox, as its pattern asks.
        // eslint-disable-next-line jsx-a11y/click-events-have-key-events
        <div
          key={key}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          className={classes.entry}
          onClick={go}
          onMouseMove={() => onPoint(index)}
        >
          <EntryIcon size={16} stroke={1.7} aria-hidden="true" />
          <span className={classes.label}>{label}</span>
          {tone && <Mark tone={tone} size={10} />}
          <span className={classes.detail}>{detail}</span>
        </div>
      ))}
    </div>
  );
});
