import { Button, Modal } from "@mantine/core";
import type { ReactNode } from "react";
import { Failure } from "./states";
import classes from "./forms.module.css";
import { t } from "./texts";

interface ConfirmProps {
  open: boolean;
  title: string;
  /** Names what will happen, to what. */
  children: ReactNode;
  action: string;
  danger?: boolean;
  busy?: boolean;
  error?: unknown;
  onConfirm: () => void;
  onClose: () => void;
}

/** A question before something that cannot be taken back. */
export function Confirm(props: ConfirmProps) {
  return (
    <Modal opened={props.open} onClose={props.onClose} title={props.title} centered lockScroll={false}>
      <div className={classes.form}>
        <div>{props.children}</div>
        {props.error != null && <Failure doing={t("thatDidNotWork")} error={props.error} />}
        <div className={classes.buttons}>
          <Button variant="default" onClick={props.onClose}>
            {t("keepAsItIs")}
          </Button>
          <Button
            onClick={props.onConfirm}
            loading={props.busy}
            className={props.danger ? classes.danger : undefined}
            data-autofocus
          >
            {props.action}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
