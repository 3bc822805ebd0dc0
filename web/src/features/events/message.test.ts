import { expect, it, vi } from "vitest";

vi.mock("@/i18n/language", () => ({ language: "de", LANGUAGES: { en: "English", de: "Deutsch" } }));

const { addTranslation } = await import("@/i18n/catalogue");
const events = await import("./texts.de");
const lib = await import("@/lib/texts.de");
addTranslation("de", "events", events.default);
addTranslation("de", "lib", lib.default);
const { messageOf } = await import("./message");

const base = { device_name: "core-1", object: null, from_state: "up", to_state: "down", details: {} };

it("says an event in the language of the page", () => {
  const port = {
    ...base,
    kind: "interface_down",
    object: "ge-0/0/1",
    message: "Interface … went down.",
  } as const;
  expect(messageOf(port)).toBe("Schnittstelle ge-0/0/1 von core-1 ist ausgefallen.");
});

it("says why, from the code of the reason", () => {
  const details = { reason: "timeout: no answer to 3 requests" };
  expect(messageOf({ ...base, kind: "device_down", details, message: "core-1 is down." })).toBe(
    "core-1 ist ausgefallen: Keine Antwort in der Zeit: unerreichbar, oder die Zugangsdaten werden nicht angenommen.",
  );
});

it("keeps what the server adds to a reason", () => {
  const details = { reason: "timeout: no answer to 3 requests; 192.0.2.7 answers instead" };
  expect(messageOf({ ...base, kind: "device_down", details, message: "core-1 is down." })).toMatch(
    /nicht angenommen; 192\.0\.2\.7 answers instead\.$/,
  );
});

it("leaves to the server what only it can say", () => {
  const message = "The certificate of core-1 ends on Friday.";
  expect(messageOf({ ...base, kind: "secret_expiring", message })).toBe(message);
});
