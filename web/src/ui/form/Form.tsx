import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { ActionButton } from "../ActionButton";
import { Failure } from "../states";
import { t } from "../texts";
import classes from "../forms.module.css";
import type { FormState } from "./useForm";

interface FormProps<V> {
  form: FormState<V>;
  /** What was not done when sending fails: "The rule was not saved." */
  failed: string;
  /** The verb on the button. */
  action: string;
  onCancel?: () => void;
  danger?: boolean;
  /** Why it cannot be sent yet. */
  why?: string | false;
  children: ReactNode;
}

/** Fields in a column, the failure that no field explains, and the buttons. The browser's own bubbles stay off. */
export function Form<V>({ form, failed, action, onCancel, danger, why, children }: FormProps<V>) {
  return (
    <form className={classes.form} onSubmit={form.submit} noValidate>
      {children}
      {form.failure != null && <Failure doing={failed} error={form.failure} />}
      <div className={classes.buttons}>
        {onCancel && (
          <Button variant="default" onClick={onCancel}>
            {t("cancel")}
          </Button>
        )}
        <ActionButton
          type="submit"
          loading={form.busy}
          why={why}
          className={danger ? classes.danger : undefined}
        >
          {action}
        </ActionButton>
      </div>
    </form>
  );
}
