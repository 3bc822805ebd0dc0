import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useState, type SubmitEvent } from "react";
import { asProblem } from "@/api/problem";
import { askKey, keyQuestion, keysWork } from "@/api/securityKeys";
import { duration } from "@/lib/format";
import { Mark } from "@/ui/Status";
import { codeAsked, isFirstQuestion, ProviderProblem, Providers } from "./Providers";
import { useLogin, usePasskey } from "./session";
import classes from "./LoginPage.module.css";
import { rich } from "@/i18n/rich";
import { t } from "./texts";

const FIRST_USER = "admin";

/** Only paths of this console: an address from the URL must not lead anywhere else. */
function safeNext(next: string | undefined): string {
  return next?.startsWith("/") && !next.startsWith("//") && !next.includes("\\") ? next : "/";
}

export function LoginPage() {
  const { next, problem } = useSearch({ from: "/login" });
  const navigate = useNavigate();
  const login = useLogin();
  const [username, setUsername] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const asked = codeAsked(login.error, code);
  const wait = useWait(login.error);
  const passkey = usePasskey();
  const forKey = keyQuestion(login.error);
  const goOn = { onSuccess: () => void navigate({ href: safeNext(next) }) };
  useEffect(() => {
    document.title = t("logInTitle");
  }, []);

  const withKey = useMutation({
    mutationFn: askKey,
    onSuccess: (answer) => login.mutate({ username, password, security_key: answer }, goOn),
  });
  function submit(event: SubmitEvent) {
    event.preventDefault();
    login.mutate({ username, password, ...(code && { code }) }, goOn);
  }
  const error = withKey.error ?? passkey.error ?? login.error;

  return (
    <main className={classes.page}>
      <form className={classes.card} onSubmit={submit} aria-labelledby="login-title">
        <img src="/favicon.svg" width={44} height={44} alt="" />
        <h1 id="login-title" className={classes.title}>
          {t("logInToWatchkeeper")}
        </h1>
        {error && !isFirstQuestion(error) && <LoginProblem error={error} wait={wait} />}
        {problem && !error && <ProviderProblem code={problem} />}
        <TextInput
          label={t("userName")}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          withAsterisk={false}
          size="md"
          value={username}
          onChange={(event) => setUsername(event.currentTarget.value)}
          data-autofocus
        />
        <PasswordInput
          label={t("password")}
          autoComplete="current-password"
          required
          withAsterisk={false}
          size="md"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        {asked && (
          <TextInput
            label={t("codeOfTheSecondFactor")}
            description={t("codeOrRecoveryCode")}
            autoComplete="one-time-code"
            required
            withAsterisk={false}
            size="md"
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
        )}
        {forKey && keysWork() && (
          <Button size="md" fullWidth loading={withKey.isPending} onClick={() => withKey.mutate(forKey)}>
            {t("useKey")}
          </Button>
        )}
        <Button
          type="submit"
          size="md"
          variant={forKey ? "default" : undefined}
          loading={login.isPending}
          disabled={wait > 0}
          fullWidth
        >
          {wait > 0 ? t("wait", { wait: duration(wait) }) : t("logIn")}
        </Button>
        <Providers next={safeNext(next)} onPasskey={() => passkey.mutate(undefined, goOn)} />
        <p className={classes.hint}>
          {rich(t("firstRunTheUserNameIs"), { part: <span className="mono">{FIRST_USER}</span> })}
        </p>
      </form>
    </main>
  );
}

function LoginProblem({ error, wait }: { error: Error; wait: number }) {
  const problem = asProblem(error);
  return (
    <div className={classes.problem} role="alert">
      <Mark tone="bad" />
      <div>
        <p>
          {problem.status === 429 ? t("tooManyAttempts") : problem.message}
          {problem.status === 429 && (wait > 0 ? t("doorOpensShortly") : t("tryAgainNow"))}
        </p>
        {problem.hint && <p className="dim">{problem.hint}</p>}
        {problem.status !== 401 && problem.requestId && (
          <p className="faint">
            {t("request")} <span className="mono">{problem.requestId}</span>
          </p>
        )}
      </div>
    </div>
  );
}

/** Seconds until the throttle lets one try again. */
function useWait(error: Error | null): number {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    const seconds = error ? (asProblem(error).retryAfterSeconds ?? 0) : 0;
    const until = Date.now() + seconds * 1000;
    const tick = () => setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1000)));
    const first = setTimeout(tick, 0);
    const timer = setInterval(tick, 1_000);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, [error]);
  return left;
}
