/** Filters above a list. They live in the URL; these only show and change them. */
import { CloseButton, TextInput } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { IconChevronDown, IconSearch } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import classes from "./TableFrame.module.css";
import { t } from "@/ui/texts";

const PAUSE_MS = 200;

interface SearchBoxProps {
  label: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

/** Text search, sent after a short pause. `/` focuses it from anywhere on the page. */
export function SearchBox({ label, value, onChange }: SearchBoxProps) {
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [typed, setTyped] = useState(value ?? "");
  const [seen, setSeen] = useState(value);
  if (seen !== value) {
    // The URL changed by other means (back, a link): follow it.
    setSeen(value);
    if ((value ?? "") !== typed.trim()) setTyped(value ?? "");
  }
  useHotkeys([["/", () => input.current?.focus()]]);
  useEffect(() => () => clearTimeout(timer.current), []);

  function type(text: string) {
    setTyped(text);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onChange(text.trim() || undefined), PAUSE_MS);
  }

  return (
    <TextInput
      ref={input}
      className={classes.search}
      type="search"
      aria-label={label}
      placeholder={`${label}  /`}
      leftSection={<IconSearch size={15} />}
      rightSection={
        typed ? <CloseButton size="sm" aria-label={t("clearSearch")} onClick={() => type("")} /> : null
      }
      value={typed}
      onChange={(event) => type(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === "Escape") type("");
      }}
    />
  );
}

interface FilterProps {
  label: string;
  /** What no choice is called. */
  none?: string;
  value: string | undefined;
  options: readonly { value: string; label: string }[];
  onChange: (value: string | undefined) => void;
}

/** One choice of several; the browser's own list, which works everywhere and with everything. Closed, it says what is chosen of what. */
export function Filter({ label, none = t("any"), value, options, onChange }: FilterProps) {
  const missing = value !== undefined && !options.some((option) => option.value === value);
  return (
    <span className={classes.selectBox}>
      <select
        className={classes.select}
        aria-label={label}
        value={value ?? ""}
        data-set={value === undefined ? undefined : true}
        onChange={(event) => onChange(event.currentTarget.value || undefined)}
      >
        <option value="">
          {label}: {none}
        </option>
        {missing && <option value={value}>{value}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.value === value ? `${label}: ${option.label}` : option.label}
          </option>
        ))}
      </select>
      <IconChevronDown size={14} aria-hidden="true" />
    </span>
  );
}
