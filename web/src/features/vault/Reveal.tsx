import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useState, type SubmitEvent } from "react";
import { useSession } from "@/features/accounts/session";
import { asProblem, fieldError } from "@/api/problem";
import type { Credential } from "@/api/types";
import forms from "@/ui/forms.module.css";
import { Panel } from "@/ui/Panel";
import { Failure } from "@/ui/states";
import { useReveal } from "./credentials";
import { t } from "./texts";
import classes from "./Vault.module.css";

/** Where the provider asks anew who one is, and then sends the browser back to this page. */
function backHere(url: unknown): string {
  return `${String(url)}&next=${encodeURIComponent(window.location.pathname)}`;
}

/** Secrets, for who proves again who they are and says why. They are gone when the drawer closes. */
export function Reveal({ credential }: { credential: Credential }) {
  const [password, setPassword] = useState("");
  const [reason, setReason] = useState("");
  const [code, setCode] = useState("");
  const [codeAsked, setCodeAsked] = useState(false);
  const reveal = useReveal(credential.id);
  const atProvider = useSession().user.origin === "oidc";
  const asked = reveal.error ? asProblem(reveal.error) : null;
  const question = asked !== null && ["second_factor_required", "fresh_login_required"].includes(asked.code);
  function submit(event: SubmitEvent) {
    event.preventDefault();
    reveal.mutate(
      { password, reason, ...(code && { code }) },
      {
        onSuccess: () => {
          setPassword("");
          setCode("");
        },
        onError: (error) => setCodeAsked(codeAsked || asProblem(error).code === "second_factor_required"),
      },
    );
  }
  if (reveal.data)
    return (
      <Panel title={t("secrets")}>
        <dl className={classes.secrets}>
          {Object.entries(reveal.data.secrets).map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd className="mono">{value}</dd>
            </div>
          ))}
        </dl>
        <div className={forms.buttons}>
          <Button variant="default" onClick={() => reveal.reset()}>
            {t("hide")}
          </Button>
        </div>
      </Panel>
    );
  return (
    <Panel title={t("reveal")}>
      <form className={forms.form} onSubmit={submit} autoComplete="off">
        <p className={classes.lead}>{t("revealLead")}</p>
        <TextInput
          label={t("whyReveal")}
          description={t("reasonHint")}
          required
          minLength={8}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={fieldError(reveal.error, "reason")}
        />
        {atProvider ? (
          <p className="dim">{t("provenAtProvider")}</p>
        ) : (
          <PasswordInput
            label={t("yourPassword")}
            required
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
        )}
        {codeAsked && (
          <TextInput
            label={t("code")}
            description={t("codeHint")}
            required
            autoComplete="one-time-code"
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
        )}
        {reveal.error && !question && <Failure doing={t("notRevealed")} error={reveal.error} />}
        <div className={forms.buttons}>
          {asked?.code === "fresh_login_required" && (
            <Button component="a" href={backHere(asked.members.url)}>
              {t("proveAtProvider")}
            </Button>
          )}
          <Button type="submit" variant="default" loading={reveal.isPending}>
            {t("reveal")}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
