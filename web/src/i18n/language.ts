/** Which language the page speaks. It is fixed for the life of a page: choosing another one reloads. */

export const LANGUAGES = { en: "English", de: "Deutsch" } as const;
export type Language = keyof typeof LANGUAGES;

const KEY = "wk-language";

const known = (code: string | null | undefined): Language | undefined =>
  code && Object.hasOwn(LANGUAGES, code) ? (code as Language) : undefined;

function chosen(): Language {
  try {
    return known(globalThis.localStorage.getItem(KEY)) ?? "en";
  } catch {
    return "en"; // no storage: private windows, tests
  }
}

export const language: Language = chosen();

/** Speak another language from now on. */
export function chooseLanguage(code: string): void {
  const wanted = known(code);
  if (!wanted || wanted === language) return;
  globalThis.localStorage.setItem(KEY, wanted);
  globalThis.location.reload();
}
