import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type SubmitEvent } from "react";
import { api, body, setCsrfToken } from "@/api/client";
import { Panel } from "@/ui/Panel";
import { Failure, Loaded } from "@/ui/states";
import forms from "@/ui/forms.module.css";
import { sessionQuery } from "./session";
import { t } from "./texts";

type Step = "set-up" | "remove" | "codes";

/** Sets the second factor up: password, QR code, first code, recovery codes; or takes it away. */
export function SecondFactorPanel() {
  const queries = useQueryClient();
  const state = useQuery({
    queryKey: ["second-factor"],
    queryFn: () => body(api.GET("/api/v1/session/second-factor")),
  });
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [codes, setCodes] = useState<string[]>([]);

  function refresh() {
    setPassword("");
    setCode("");
    void queries.invalidateQueries({ queryKey: ["second-factor"] });
    void queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
  }
  function show(made: { codes: string[]; csrf_token: string }) {
    setCsrfToken(made.csrf_token);
    setCodes(made.codes);
    begin.reset();
    refresh();
  }
  const begin = useMutation({
    mutationFn: () => body(api.POST("/api/v1/session/second-factor", { body: { password } })),
  });
  const confirm = useMutation({
    mutationFn: () => body(api.POST("/api/v1/session/second-factor/confirmation", { body: { code } })),
    onSuccess: show,
  });
  const change = useMutation({
    mutationFn: async (step: Step) => {
      const proof = { body: { password, code } };
      if (step === "remove") {
        await api.DELETE("/api/v1/session/second-factor", proof);
        return null;
      }
      return body(api.POST("/api/v1/session/second-factor/recovery-codes", proof));
    },
    onSuccess: (made) => (made ? show(made) : refresh()),
  });
  const error = begin.error ?? confirm.error ?? change.error;

  function submit(event: SubmitEvent) {
    event.preventDefault();
    if (begin.data) confirm.mutate();
    else begin.mutate();
  }
  const codeField = (
    <TextInput
      label={t("codeOfTheSecondFactor")}
      autoComplete="one-time-code"
      required
      value={code}
      onChange={(event) => setCode(event.currentTarget.value)}
    />
  );
  const passwordField = (
    <PasswordInput
      label={t("currentPassword")}
      autoComplete="current-password"
      required
      value={password}
      onChange={(event) => setPassword(event.currentTarget.value)}
    />
  );

  return (
    <Panel title={t("secondFactor")}>
      <Loaded query={state} what={t("secondFactor")}>
        {({ enabled, recovery_codes_left: left }) => (
          <form className={forms.form} onSubmit={submit} style={{ maxWidth: "28rem" }}>
            <p>{enabled ? t("secondFactorOn", { count: left }) : t("secondFactorOff")}</p>
            {codes.length > 0 && <Codes codes={codes} onDone={() => setCodes([])} />}
            {begin.data && !enabled && <Enrolment {...begin.data} />}
            {!begin.data && passwordField}
            {(enabled || begin.data) && codeField}
            {error && <Failure doing={t("failedSecondFactor")} error={error} />}
            <div className={forms.buttons}>
              {enabled ? (
                <>
                  <Button
                    variant="default"
                    onClick={() => change.mutate("remove")}
                    loading={change.isPending}
                  >
                    {t("takeAway")}
                  </Button>
                  <Button variant="default" onClick={() => change.mutate("codes")} loading={change.isPending}>
                    {t("newCodes")}
                  </Button>
                </>
              ) : (
                <Button type="submit" loading={begin.isPending || confirm.isPending}>
                  {begin.data ? t("confirm") : t("setUp")}
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

function Codes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  return (
    <div role="status">
      <p>{t("keepTheseCodes")}</p>
      <pre className="mono">{codes.join("\n")}</pre>
      <Button size="compact-sm" variant="default" onClick={onDone}>
        {t("done")}
      </Button>
    </div>
  );
}
