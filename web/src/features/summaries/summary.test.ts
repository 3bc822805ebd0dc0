import { expect, test, vi } from "vitest";
import { addTranslation } from "@/i18n/catalogue";
import { summaryOf } from "./summary";
import de from "./texts.de";

vi.mock("@/i18n/language", () => ({ language: "de", LANGUAGES: { en: "English", de: "Deutsch" } }));
addTranslation("de", "summaries", de);

const facts = { object: "disk-1", device: "edge-1", value: "1,234.5" };

test("what is shipped is said in the language of the page, with its digits", () => {
  const own = "disk-1 of edge-1 is 1,234.5 % full";
  expect(summaryOf(own, { code: "storage_full", facts })).toBe(
    "disk-1 von edge-1 ist zu 1\u202f234,5 % voll",
  );
});

test("what people wrote, and what another release says, stays", () => {
  expect(summaryOf("edge-1 fills up", null)).toBe("edge-1 fills up");
  expect(summaryOf("edge-1 fills up", { code: "of_another_release", facts })).toBe("edge-1 fills up");
});
