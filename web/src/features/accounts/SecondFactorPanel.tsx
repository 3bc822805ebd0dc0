import { Button, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState, type SubmitEvent } from "react";
import { api, body, setCsrfToken } from "@/api/client";
import { Panel } from "@/ui/Panel";
import { Failure, Loaded } from "@/ui/states";
import forms from "@/ui/forms.module.css";
import { factorQuery, standingOf, useFactorChanged } from "./factors";
import { ProofFields, useProof } from "./Proof";
import { RecoveryCodes } from "./RecoveryCodes";
import { t } from "./texts";

type Step = "remove" | "codes";

/** Sets the second factor up: password, QR code, first code, recovery codes; or takes it away. */
export function SecondFactorPanel() {
  const state = useQuery(factorQuery);
  const changed = useFactorChanged();
  const proof = useProof();
  const [first, setFirst] = useState("");
  const [codes, setCodes] = useState<string[]>([]);

  function refresh() {
    proof.clear();
    setFirst("");
    begin.reset();
    changed();
  }
  function show(made: { codes: string[]; csrf_token: string }) {
    setCsrfToken(made.csrf_token);
    setCodes(made.codes);
    refresh();
  }
  const begin = useMutation({
    mutationFn: () => proof.send((given) => body(api.POST("/api/v1/session/second-factor", { body: given }))),
  });
  const confirm = useMutation({
    mutationFn: () => body(api.POST("/api/v1/session/second-factor/confirmation", { body: { code: first } })),
    onSuccess: show,
  });
  const change = useMutation({
    mutationFn: (step: Step) =>
      proof.send(async (given) => {
        if (step === "remove") {
          await api.DELETE("/api/v1/session/second-factor", { body: given });
          return null;
        }
        return body(api.POST("/api/v1/session/second-factor/recovery-codes", { body: given }));
      }),
    onSuccess: (made) => (made ? show(made) : refresh()),
  });
  const error = begin.error ?? confirm.error ?? change.error;

  function submit(event: SubmitEvent) {
    event.preventDefault();
    if (begin.data) confirm.mutate();
    else begin.mutate();
  }
  return (
    <Panel title={t("secondFactor")}>
      <Loaded query={state} what={t("secondFactor")}>
        {({ enabled, authenticator, security_keys: keys, recovery_codes_left: left }) => (
          <form className={forms.form} onSubmit={submit} style={{ maxWidth: "28rem" }}>
            <p>
              {t(standingOf({ authenticator, security_keys: keys }))}{" "}
              {enabled && t("codesLeft", { count: left })}
            </p>
            {codes.length > 0 && <RecoveryCodes codes={codes} onDone={() => setCodes([])} />}
            {begin.data && !authenticator ? (
              <>
                <Enrolment {...begin.data} />
                <TextInput
                  label={t("codeOfTheSecondFactor")}
                  autoComplete="one-time-code"
                  required
                  value={first}
                  onChange={(event) => setFirst(event.currentTarget.value)}
                />
              </>
            ) : (
              <ProofFields proof={proof} factor={enabled} keys={keys > 0} />
            )}
            {error && <Failure doing={t("failedSecondFactor")} error={error} />}
            <div className={forms.buttons}>
              {authenticator ? (
                <Button variant="default" onClick={() => change.mutate("remove")} loading={change.isPending}>
                  {t("takeAway")}
                </Button>
              ) : (
                <Button type="submit" loading={begin.isPending || confirm.isPending}>
                  {begin.data ? t("confirm") : t("setUp")}
                </Button>
              )}
              {enabled && !begin.data && (
                <Button variant="default" onClick={() => change.mutate("codes")} loading={change.isPending}>
                  {t("newCodes")}
                </Button>
              )}
            </div>
          </form>
        )}
      </Loaded>
    </Panel>
  );
}

function Enrolment({ secret, qr_svg: svg }: { secret: string; qr_svg: string }) {
  return (
    <div>
      <img src={`data:image/svg+xml,${encodeURIComponent(svg)}`} alt={t("qrCode")} width={220} height={220} />
      <p className="dim">{t("scanThis", { secret })}</p>
    </div>
  );
}
