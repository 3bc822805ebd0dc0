/** What a browser or program calls itself, in the few words that a person knows it by. */

const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/Edg\/(\d+)/, "Edge"],
  [/OPR\/(\d+)/, "Opera"],
  [/Firefox\/(\d+)/, "Firefox"],
  [/(?:Headless)?Chrom(?:e|ium)\/(\d+)/, "Chrome"],
  [/Version\/(\d+).*Safari/, "Safari"],
];

const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/iPhone|iPad/, "iOS"],
  [/Android/, "Android"],
  [/Windows/, "Windows"],
  [/Mac OS X|Macintosh/, "macOS"],
  [/CrOS/, "ChromeOS"],
  [/Linux|X11/, "Linux"],
];

/** "Firefox 128 · Linux"; a program's own name where it is no browser. */
export function browserOf(agent: string): string {
  const system = SYSTEMS.find(([form]) => form.test(agent))?.[1];
  for (const [form, name] of BROWSERS) {
    const found = form.exec(agent);
    if (found) return [`${name} ${found[1] ?? ""}`.trim(), system].filter(Boolean).join(" · ");
  }
  return agent.split(" ")[0]?.replace("/", " ") ?? agent;
}
