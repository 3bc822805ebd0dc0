/** Loads a slice's texts in the page's language. The build puts a call in front of each `texts.ts`: see `vite.config.ts`. */
import { addTranslation } from "./catalogue";
import { language } from "./language";

interface Module {
  default: Readonly<Record<string, string>>;
}

/** Adds them; a language that a slice lacks is not added, then English is said where it is there. */
export async function speak(
  slice: string,
  others: Readonly<Record<string, () => Promise<Module>>>,
): Promise<void> {
  const load = others[language];
  if (load) addTranslation(language, slice, (await load()).default);
}
