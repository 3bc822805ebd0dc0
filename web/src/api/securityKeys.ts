/** Security keys and passkeys in the browser (WebAuthn): the server's options as JSON in, the key's answer as JSON out. */
import { ApiProblem, asProblem } from "./problem";
import { t } from "./texts";
import type { Assertion, NewCredential } from "./types";

export type KeyOptions = Record<string, unknown>;

/** Whether this browser has all that is used here; over plain http it hides it, but for localhost. */
export function keysWork(): boolean {
  return (
    typeof PublicKeyCredential === "function" &&
    typeof PublicKeyCredential.parseRequestOptionsFromJSON === "function"
  );
}

/** Have a key of the account answer. */
export async function askKey(options: KeyOptions): Promise<Assertion> {
  const asked = options as unknown as PublicKeyCredentialRequestOptionsJSON;
  const found = await answer(() =>
    navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked) }),
  );
  return found.toJSON() as Assertion;
}

/** Have a new key register itself. */
export async function makeKey(options: KeyOptions): Promise<NewCredential> {
  const asked = options as unknown as PublicKeyCredentialCreationOptionsJSON;
  const found = await answer(() =>
    navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(asked) }),
  );
  return found.toJSON() as NewCredential;
}

/** The question for the account's keys that a refused proof brings along; null when it is another problem. */
export function keyQuestion(error: unknown): KeyOptions | null {
  const asked = asProblem(error).members.security_key;
  return typeof asked === "object" && asked !== null ? (asked as KeyOptions) : null;
}

/** Send a proof; where the server then asks for a key and no code was typed, have the key answer and send again. */
export async function withKey<T>(code: string, send: (key?: Assertion) => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    const asked = keyQuestion(error);
    if (asked === null || code !== "" || !keysWork()) throw error;
    return send(await askKey(asked));
  }
}

async function answer(ask: () => Promise<Credential | null>): Promise<PublicKeyCredential> {
  try {
    const found = await ask();
    if (found instanceof PublicKeyCredential) return found;
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    if (error.name === "InvalidStateError") throw new ApiProblem(t("keyKnown"), 0, "security_key");
  }
  throw new ApiProblem(t("noKeyAnswered"), 0, "security_key", t("noKeyAnsweredHint"));
}
