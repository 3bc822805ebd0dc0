import { Button, type ButtonProps } from "@mantine/core";
import { useId, type MouseEvent, type ReactNode } from "react";

interface ActionButtonProps extends ButtonProps {
  /** Why it cannot be pressed now. It stays reachable by keyboard, so that everybody can learn why. */
  why?: string | false | null;
  type?: "button" | "submit";
  onClick?: (event: MouseEvent<HTMLButtonElement>) => void;
  title?: string;
  "aria-label"?: string;
  "data-autofocus"?: boolean;
  children: ReactNode;
}

/** A button that, while it can do nothing, says why: when it is pointed at, and to who hears it read. */
export function ActionButton({ why, type = "button", onClick, children, ...rest }: ActionButtonProps) {
  const id = useId();
  if (!why)
    return (
      <Button type={type} onClick={onClick} {...rest}>
        {children}
      </Button>
    );
  return (
    <>
      <Button
        {...rest}
        type="button"
        data-disabled
        aria-disabled="true"
        aria-describedby={id}
        title={why}
        onClick={(event: MouseEvent) => event.preventDefault()}
      >
        {children}
      </Button>
      <span id={id} className="visually-hidden">
        {why}
      </span>
    </>
  );
}
