import { useClickOutside } from "@mantine/hooks";
import { IconChevronDown } from "@tabler/icons-react";
import { useRef, type KeyboardEvent, type ReactNode } from "react";
import classes from "./Drop.module.css";

interface DropProps {
  label: ReactNode;
  /** For readers of the screen, when the label is only an icon or not enough. */
  title?: string;
  align?: "start" | "end";
  /** What it shows may be fetched then. */
  onOpen?: () => void;
  children: ReactNode;
}

/** A button with a panel below it, by the browser's own disclosure: keyboard and readers know it. Escape closes. */
export function Drop({ label, title, align = "start", onOpen, children }: DropProps) {
  const details = useRef<HTMLDetailsElement>(null);
  const close = () => {
    if (details.current) details.current.open = false;
  };
  const box = useClickOutside<HTMLDivElement>(close);

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "Escape" || !details.current?.open) return;
    event.stopPropagation();
    close();
    details.current.querySelector("summary")?.focus();
  }

  return (
    // The keys of everything inside pass through here.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div ref={box} className={classes.box} onKeyDown={onKeyDown}>
      <details
        ref={details}
        onToggle={(event) => {
          if (event.currentTarget.open) onOpen?.();
        }}
      >
        <summary className={classes.button} aria-label={title} title={title}>
          {label}
          <IconChevronDown size={14} aria-hidden="true" />
        </summary>
        <div className={classes.panel} data-align={align}>
          {children}
        </div>
      </details>
    </div>
  );
}
