import { describe, expect, it } from "vitest";
import { catalogue } from "./catalogue";

type Texts = Readonly<Record<string, string>>;

const english = import.meta.glob<{ en: Texts }>("../**/texts.ts", { eager: true });
const translated = import.meta.glob<{ default: Texts }>("../**/texts.de.ts", { eager: true });

const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{\{\w+\}\}|<\w+\/>/g)].map(([found]) => found).sort();

describe.each(Object.entries(english))("the texts of %s", (path, { en }) => {
  const de = translated[path.replace("texts.ts", "texts.de.ts")]?.default ?? {};

  it("exist in every language, key by key", () => {
    expect(Object.keys(de).sort()).toEqual(Object.keys(en).sort());
  });

  it("keep their placeholders in every language", () => {
    const kept = (texts: Texts) =>
      Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, placeholders(text)]));
    expect(kept(de)).toEqual(kept(en));
  });
});

describe("a catalogue", () => {
  const t = catalogue("test", {
    plain: "One & two",
    named: "{{name}} on {{device}}",
    nDevices_one: "{{n}} device",
    nDevices_other: "{{n}} devices",
  });

  it("says texts as they are: escaping is for whoever draws them", () => {
    expect(t("plain")).toBe("One & two");
    expect(t("named", { name: "<b>", device: "a&b" })).toBe("<b> on a&b");
  });

  it("counts, with thousands apart", () => {
    expect(t("nDevices", { count: 1 })).toBe("1 device");
    expect(t("nDevices", { count: 12_000 })).toBe("12\u202f000 devices");
    expect(t("nDevices", { count: 0 })).toBe("0 devices");
  });
});
