import { Button, PasswordInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState, type SubmitEvent } from "react";
import { fieldError } from "@/api/problem";
import { Page } from "@/ui/Page";
import { Panel } from "@/ui/Panel";
import { Failure } from "@/ui/states";
import { tellDone } from "@/ui/toast";
import forms from "@/ui/forms.module.css";
import { useChangePassword, useSession } from "./session";

export function PasswordPage() {
  const { user } = useSession();
  const navigate = useNavigate();
  const change = useChangePassword();
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const [again, setAgain] = useState("");
  const differs = again !== "" && again !== next;

  function submit(event: SubmitEvent) {
    event.preventDefault();
    if (next !== again) return;
    change.mutate(
      { current, new: next },
      {
        onSuccess: () => {
          setCurrent("");
          setNext("");
          setAgain("");
          tellDone("Password changed", "Use it the next time you log in.");
          if (user.must_change_password) void navigate({ to: "/" });
        },
      },
    );
  }

  return (
    <Page
      title="Change password"
      lead={
        user.must_change_password
          ? `Somebody else set the password of ${user.name}. Choose your own before you go on.`
          : `For ${user.name}.`
      }
    >
      <Panel title="New password">
        <form className={forms.form} onSubmit={submit} style={{ maxWidth: "24rem" }}>
          <input type="text" name="username" autoComplete="username" value={user.name} readOnly hidden />
          <PasswordInput
            label="Current password"
            autoComplete="current-password"
            required
            value={current}
            onChange={(event) => setCurrent(event.currentTarget.value)}
            error={fieldError(change.error, "current")}
          />
          <PasswordInput
            label="New password"
            description="At least 12 characters. A sentence is easier to keep than a riddle."
            autoComplete="new-password"
            required
            minLength={12}
            value={next}
            onChange={(event) => setNext(event.currentTarget.value)}
            error={fieldError(change.error, "new")}
          />
          <PasswordInput
            label="New password again"
            autoComplete="new-password"
            required
            value={again}
            onChange={(event) => setAgain(event.currentTarget.value)}
            error={differs ? "This differs from the new password." : undefined}
          />
          {change.error && <Failure doing="The password was not changed." error={change.error} />}
          <div className={forms.buttons}>
            <Button type="submit" loading={change.isPending} disabled={differs}>
              Change password
            </Button>
          </div>
        </form>
      </Panel>
    </Page>
  );
}
