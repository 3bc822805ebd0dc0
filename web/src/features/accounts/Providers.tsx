import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import { asProblem } from "@/api/problem";
import { keysWork } from "@/api/securityKeys";
import { Mark } from "@/ui/Status";
import classes from "./LoginPage.module.css";
import { t } from "./texts";

/** The server asks for the code by refusing the first time: that is a question, no failure. */
export function isFirstQuestion(error: Error): boolean {
  return asProblem(error).code === "second_factor_required";
}

/** Whether the field for the code is shown: once asked for, it stays while codes are wrong. */
export function codeAsked(error: Error | null, code: string): boolean {
  return (
    code !== "" ||
    (error !== null &&
      ["second_factor_required", "wrong_code", "wrong_security_key", "security_key_cloned"].includes(
        asProblem(error).code,
      ))
  );
}

/** The other ways in: a passkey, and links where the browser goes and comes back logged in. */
export function Providers({ next, onPasskey }: { next: string; onPasskey: () => void }) {
  const methods = useQuery({
    queryKey: ["login-methods"],
    queryFn: () => body(api.GET("/api/v1/session/methods")),
    staleTime: 60_000,
  });
  return (
    <>
      {methods.data?.passkeys && keysWork() && (
        <Button variant="default" size="md" fullWidth onClick={onPasskey}>
          {t("logInWithPasskey")}
        </Button>
      )}
      {methods.data?.providers.map(({ kind, name, url }) => (
        <Button
          key={kind}
          component="a"
          href={`${url}?next=${encodeURIComponent(next)}`}
          variant="default"
          size="md"
          fullWidth
        >
          {t("logInWith", { name })}
        </Button>
      ))}
    </>
  );
}

const PROBLEMS: Readonly<Record<string, string>> = {
  identity_provider_unavailable: t("providerUnavailable"),
  identity_refused: t("identityRefused"),
  no_role: t("noRole"),
  identity_name_conflict: t("nameConflict"),
  account_disabled: t("accountDisabled"),
};

/** Why the browser came back from a provider without a session. */
export function ProviderProblem({ code }: { code: string }) {
  return (
    <div className={classes.problem} role="alert">
      <Mark tone="bad" />
      <p>{PROBLEMS[code] ?? t("loginFailed")}</p>
    </div>
  );
}
