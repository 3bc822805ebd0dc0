/** What the server says in whole English sentences, in the language of the page. `tools/check_german.py` knows them all. */
import { language } from "./language";
import { type Sentences, type Tell, teller } from "./sentences";

const catalogues = import.meta.glob<{ default: Sentences }>("./*/*.json");
const tellers = new Map<string, Tell>();
const asItIs: Tell = (said) => said;

/** A function that tells the server's sentences about `what`; as they came where there is no catalogue, or it is out of reach. */
export async function sayingOf(what: "problems" | "settings", of: string = language): Promise<Tell> {
  const file = `./${of}/${what}.json`;
  const known = tellers.get(file);
  const load = catalogues[file];
  if (known !== undefined || load === undefined) return known ?? asItIs;
  try {
    const tell = teller((await load()).default);
    tellers.set(file, tell);
    return tell;
  } catch {
    return asItIs; // the server is away, or has other files since it was upgraded
  }
}
