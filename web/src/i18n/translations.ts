/** The other languages, found by their file names: `texts.de.ts` in any slice. */
import { addTranslation } from "./catalogue";
import { language } from "./language";

interface Module {
  default: Readonly<Record<string, string>>;
}

const FILES = import.meta.glob<Module>("../**/texts.*.ts");
const NAME = /(?<slice>[\w-]+)\/texts\.(?<code>\w+)\.ts$/;

/** Load the page's language, before anything is drawn. English comes with the pages. */
export async function loadLanguage(): Promise<void> {
  document.documentElement.lang = language;
  if (language === "en") return;
  await Promise.all(
    Object.entries(FILES).map(async ([path, load]) => {
      const { slice, code } = NAME.exec(path)?.groups ?? {};
      if (slice !== undefined && code === language) addTranslation(code, slice, (await load()).default);
    }),
  );
}
