import { Button, Modal, TextInput } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { ActionButton } from "./ActionButton";
import { Failure } from "./states";
import classes from "./forms.module.css";
import { t } from "./texts";

interface ConfirmProps {
  open: boolean;
  title: string;
  /** Names what will happen, to what. */
  children?: ReactNode;
  action: string;
  /** One line for each thing that will happen. */
  consequences?: readonly string[];
  /** What must be typed first, for what cannot be repaired: the name of the thing. */
  typed?: string;
  danger?: boolean;
  busy?: boolean;
  error?: unknown;
  onConfirm: () => void;
  onClose: () => void;
}

/** A question before something that cannot be taken back. */
export function Confirm(props: ConfirmProps) {
  const [typed, setTyped] = useState("");
  return (
    <Modal opened={props.open} onClose={props.onClose} title={props.title} centered lockScroll={false}>
      <div className={classes.form}>
        <div>{props.children}</div>
        {props.consequences && (
          <ul className={classes.consequences}>
            {props.consequences.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
        {props.typed !== undefined && (
          <TextInput
            label={t("typeToConfirm", { name: props.typed })}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        )}
        {props.error != null && <Failure doing={t("thatDidNotWork")} error={props.error} />}
        <div className={classes.buttons}>
          <Button variant="default" onClick={props.onClose}>
            {t("keepAsItIs")}
          </Button>
          <ActionButton
            onClick={props.onConfirm}
            loading={props.busy}
            why={props.typed !== undefined && typed !== props.typed && t("typeItFirst")}
            className={props.danger ? classes.danger : undefined}
            data-autofocus
          >
            {props.action}
          </ActionButton>
        </div>
      </div>
    </Modal>
  );
}
