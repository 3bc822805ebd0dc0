/** Sentences that the server makes, told in another language by the English they were made from. */

/** From the English to another language. `{}` stands for each part that differs; `{2}` is the second one of the English. */
export type Sentences = Readonly<Record<string, string>>;
export type Tell = (said: string) => string;

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const ownLength = (sentence: string): number => sentence.replaceAll("{}", "").length;

function filled(sentence: string, parts: readonly string[]): string {
  let next = 0;
  return sentence.replace(/\{(\d?)\}/g, (_, place: string) => {
    const at = place === "" ? next++ : Number(place) - 1;
    return parts[at] ?? "";
  });
}

/** A copy of `row` with some of its members told. */
export const toldIn = <T extends object>(row: T, tell: Tell, ...members: readonly (keyof T)[]): T => ({
  ...row,
  ...Object.fromEntries(
    members.map((member) => {
      const said = row[member];
      return [member, typeof said === "string" ? tell(said) : said];
    }),
  ),
});

/**
 * A function that tells what `sentences` has, also of the parts of a sentence, and leaves the rest as it is. Of several
 * sentences that fit, the one with most words of its own counts.
 */
export function teller(sentences: Sentences): Tell {
  const known = new Map(Object.entries(sentences));
  const patterns = [...known]
    .filter(([english]) => english.includes("{}"))
    .sort(([one], [other]) => ownLength(other) - ownLength(one))
    .map(
      ([english, told]) =>
        [new RegExp(`^${english.split("{}").map(literally).join("(.*?)")}$`, "s"), told] as const,
    );
  const tell = (said: string): string => {
    const whole = known.get(said);
    if (whole !== undefined) return whole;
    const pieces = said.split("; ");
    if (pieces.length > 1) {
      const told = pieces.map(tell);
      if (told.every((piece, index) => piece !== pieces[index])) return told.join("; ");
    }
    for (const [pattern, told] of patterns) {
      const parts = pattern.exec(said)?.slice(1);
      if (parts) return filled(told, parts.map(tell));
    }
    return said;
  };
  return tell;
}
