import { PasswordInput, TextInput } from "@mantine/core";
import { useState } from "react";
import { withKey } from "@/api/securityKeys";
import type { Assertion } from "@/api/types";
import { t } from "./texts";

interface ProofBody {
  password: string;
  code?: string;
  security_key?: Assertion;
}

/** What a person types to prove again who they are, and how it is sent: with a key's answer where one is asked for. */
export function useProof() {
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  return {
    password,
    setPassword,
    code,
    setCode,
    clear: () => {
      setPassword("");
      setCode("");
    },
    send: <T,>(call: (proof: ProofBody) => Promise<T>): Promise<T> =>
      withKey(code, (key) => call({ password, ...(code && { code }), ...(key && { security_key: key }) })),
  };
}

export type Proof = ReturnType<typeof useProof>;

/** The password, and the code where there is a second factor; with security keys the code may stay empty. */
export function ProofFields({ proof, factor, keys }: { proof: Proof; factor: boolean; keys: boolean }) {
  return (
    <>
      <PasswordInput
        label={t("currentPassword")}
        autoComplete="current-password"
        required
        value={proof.password}
        onChange={(event) => proof.setPassword(event.currentTarget.value)}
      />
      {factor && (
        <TextInput
          label={t("codeOfTheSecondFactor")}
          description={keys ? t("codeOrKey") : undefined}
          autoComplete="one-time-code"
          required={!keys}
          value={proof.code}
          onChange={(event) => proof.setCode(event.currentTarget.value)}
        />
      )}
    </>
  );
}
