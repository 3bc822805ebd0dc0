import { describe, expect, it } from "vitest";
import { protection } from "./kinds";
import { toInput } from "./toInput";

describe("toInput", () => {
  it("sends only what the kind has", () => {
    const input = toInput({
      name: "c",
      kind: "snmp_v2c",
      community: "s3cret",
      user: "left over",
      auth: "sha256",
    });
    expect(input).toEqual({
      name: "c",
      kind: "snmp_v2c",
      is_default: undefined,
      expires_at: undefined,
      community: "s3cret",
    });
  });

  it("leaves an empty secret out, so that editing keeps the present one", () => {
    const input = toInput({
      name: "c",
      kind: "snmp_v3",
      user: "u",
      auth: "sha256",
      auth_secret: "",
      priv: "aes128",
    });
    expect(input.auth_secret).toBeUndefined();
    expect(input.priv).toBe("aes128");
  });

  it("sends the parts of another kind, without secrets that were left empty", () => {
    const input = toInput({
      name: "c",
      kind: "ssh_password",
      user: "u",
      password: "s3cret",
      enable_secret: "",
      attributes: { port: "2222" },
      extra: { "": "x" },
    });
    expect(input).toEqual({
      name: "c",
      kind: "ssh_password",
      expires_at: undefined,
      user: "u",
      password: "s3cret",
      attributes: { port: "2222" },
      extra: undefined,
    });
  });

  it("drops encryption without authentication, which SNMP v3 does not have", () => {
    expect(toInput({ name: "c", kind: "snmp_v3", user: "u", auth: null, priv: "aes128" }).priv).toBeNull();
  });
});

describe("protection", () => {
  it("does not call a community protection", () => {
    expect(protection({ kind: "snmp_v2c", auth: null, priv: null })).toContain("none");
    expect(protection({ kind: "snmp_v3", auth: "sha256", priv: null })).toContain("readable");
  });
});
