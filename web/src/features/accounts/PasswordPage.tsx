import { PasswordInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState, type SubmitEvent } from "react";
import { fieldError } from "@/api/problem";
import { ActionButton } from "@/ui/ActionButton";
import { Page } from "@/ui/Page";
import { Panel } from "@/ui/Panel";
import { Failure } from "@/ui/states";
import { tellDone } from "@/ui/toast";
import forms from "@/ui/forms.module.css";
import { useChangePassword, useSession } from "./session";
import { t } from "./texts";

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
          tellDone(t("passwordChanged"), t("useItTheNextTimeYou"));
          if (user.must_change_password) void navigate({ to: "/" });
        },
      },
    );
  }

  return (
    <Page
      title={t("changePassword")}
      lead={
        user.must_change_password
          ? t("somebodyElseSetThePassword", { user: user.name })
          : t("for", { user: user.name })
      }
    >
      <Panel title={t("newPassword")}>
        <form className={forms.form} onSubmit={submit} style={{ maxWidth: "24rem" }}>
          <input type="text" name="username" autoComplete="username" value={user.name} readOnly hidden />
          <PasswordInput
            label={t("currentPassword")}
            autoComplete="current-password"
            required
            value={current}
            onChange={(event) => setCurrent(event.currentTarget.value)}
            error={fieldError(change.error, "current")}
          />
          <PasswordInput
            label={t("newPassword")}
            description={t("atLeast12CharactersASentence")}
            autoComplete="new-password"
            required
            minLength={12}
            value={next}
            onChange={(event) => setNext(event.currentTarget.value)}
            error={fieldError(change.error, "new")}
          />
          <PasswordInput
            label={t("newPasswordAgain")}
            autoComplete="new-password"
            required
            value={again}
            onChange={(event) => setAgain(event.currentTarget.value)}
            error={differs ? t("thisDiffersFromTheNewPassword") : undefined}
          />
          {change.error && <Failure doing={t("thePasswordWasNotChanged")} error={change.error} />}
          <div className={forms.buttons}>
            <ActionButton
              type="submit"
              loading={change.isPending}
              why={differs && t("thisDiffersFromTheNewPassword")}
            >
              {t("changePassword")}
            </ActionButton>
          </div>
        </form>
      </Panel>
    </Page>
  );
}
