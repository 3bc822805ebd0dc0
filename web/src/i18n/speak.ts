/** Loads a slice's texts in the page's language. The build puts a call in front of each `texts.ts`: see `vite.config.ts`. */
import { addTranslation } from "./catalogue";
import { language } from "./language";

interface Module {
  default: Readonly<Record<string, string>>;
}

/** English is in the slice's own file; where a slice lacks a language, English is said. */
export async function speak(
  slice: string,
  others: Readonly<Record<string, () => Promise<Module>>>,
): Promise<void> {
  const load = others[language];
  if (load) addTranslation(language, slice, (await load()).default);
}
