/**
 * Texts by slice: each feature keeps its English beside its pages (`texts.ts`), which is loaded with them, and its other
 * languages in files of their own (`texts.de.ts`), which the build loads right before it: no key and no English flashes up.
 * Keys and placeholders are types: a key that does not exist, a missing placeholder and a catalogue that lacks a key
 * do not compile.
 */
import i18next, { type i18n } from "i18next";
import { count as formatCount } from "@/lib/number";
import { language } from "./language";

type Texts = Readonly<Record<string, string>>;

/** Keys as one calls them: `nDevices` for the pair `nDevices_one` and `nDevices_other`. */
export type Key<C extends Texts> = {
  [K in keyof C & string]: K extends `${infer Base}_${"one" | "other"}` ? Base : K;
}[keyof C & string];

type Placeholders<S> = S extends `${string}{{${infer Name}}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;

type Names<C extends Texts, K extends string> = K extends keyof C
  ? Placeholders<C[K]>
  : `${K}_other` extends keyof C
    ? "count" | Exclude<Placeholders<C[`${K}_other`]>, "n">
    : never;

type Values<C extends Texts, K extends string> = Readonly<Record<Names<C, K>, string | number>>;

/** What a translated catalogue must have: the same keys, each a text. */
export type Translation<C extends Texts> = { readonly [K in keyof C]: string };

/** The text of a key. `{{n}}` is the `count` of a plural, with its thousands apart. */
export type Translate<C extends Texts> = <K extends Key<C>>(
  key: K,
  ...values: [Names<C, K>] extends [never] ? [] : [values: Values<C, K>]
) => string;

const texts: i18n = i18next.createInstance();
void texts.init({
  lng: language,
  fallbackLng: "en",
  initAsync: false,
  keySeparator: false,
  nsSeparator: false,
  returnNull: false,
  interpolation: { escapeValue: false }, // React escapes
  resources: {},
});

/** Add another language's texts of a slice. */
export function addTranslation(of: string, slice: string, translation: Texts): void {
  texts.addResourceBundle(of, slice, translation, true, true);
}

/** The function that says a slice's texts, in the language of the page. */
export function catalogue<const C extends Texts>(slice: string, en: C): Translate<C> {
  texts.addResourceBundle("en", slice, en, true, true);
  return (key, ...[values]) => {
    const given: Record<string, string | number> = { ...values };
    if (typeof given.count === "number") given.n = formatCount(given.count);
    return texts.t(key, { ...given, ns: slice });
  };
}

/** The words of an API's code in the page's language, where a slice has them (`code.up`). */
export function knownText(
  slice: string,
  key: string,
  values: Readonly<Record<string, string | number>> = {},
): string | undefined {
  return texts.exists(key, { ns: slice }) ? texts.t(key, { ns: slice, ...values }) : undefined;
}

/** The server's own English sentence; in another language what a slice says of the codes that it was made from. */
export function saidOf(
  own: string,
  slice: string,
  key: string,
  values: Readonly<Record<string, string | number>> = {},
): string {
  return language === "en" ? own : (knownText(slice, key, values) ?? own);
}
