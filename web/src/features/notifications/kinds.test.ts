import { describe, expect, it } from "vitest";
import { configOf, missing, type FieldName } from "./kinds";

const EMPTY: Record<FieldName, string> = {
  host: "",
  port: "",
  security: "",
  user: "",
  password: "",
  sender: "",
  recipients: "",
  url: "",
  secret: "",
  people: "",
  token: "",
};

describe("what of a channel is sent", () => {
  it("leaves out what was not filled in, so that secrets stay, and what belongs to another kind", () => {
    const values = { ...EMPTY, host: "mx ", sender: "a@b", recipients: "c@d", url: "https://x" };
    expect(configOf("email", values)).toEqual({ host: "mx", sender: "a@b", recipients: "c@d" });
  });

  it("asks for secrets of a new channel only", () => {
    expect(missing("webhook", EMPTY, false)).toEqual(["url", "secret"]);
    expect(missing("webhook", EMPTY, true)).toEqual([]);
    expect(missing("email", EMPTY, true)).toEqual(["host", "sender", "recipients"]);
  });
});
