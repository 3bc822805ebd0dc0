/** The few marks that a text panel knows, read into plain data: headings, lists, bold, code and links. Nothing else is markup. */
export type Span =
  { kind: "text" | "bold" | "code"; text: string } | { kind: "link"; text: string; href: string };

export type Block =
  | { kind: "heading"; level: 1 | 2; spans: readonly Span[] }
  | { kind: "paragraph"; lines: readonly (readonly Span[])[] }
  | { kind: "list"; items: readonly (readonly Span[])[] };

const SPAN = /\*\*(?<bold>[^*]+)\*\*|`(?<code>[^`]+)`|\[(?<label>[^\]]+)\]\((?<href>[^)\s]+)\)/g;

/** Only pages: of the console, or of the web. What would run as a script stays text. */
const isAddress = (href: string): boolean => /^(https?:\/\/|\/(?!\/))/i.test(href);

export function spansOf(line: string): Span[] {
  const spans: Span[] = [];
  let at = 0;
  for (const match of line.matchAll(SPAN)) {
    const { bold, code, label, href } = match.groups ?? {};
    if (match.index > at) spans.push({ kind: "text", text: line.slice(at, match.index) });
    if (bold !== undefined) spans.push({ kind: "bold", text: bold });
    else if (code !== undefined) spans.push({ kind: "code", text: code });
    else if (label !== undefined && href !== undefined && isAddress(href))
      spans.push({ kind: "link", text: label, href });
    else spans.push({ kind: "text", text: match[0] });
    at = match.index + match[0].length;
  }
  if (at < line.length) spans.push({ kind: "text", text: line.slice(at) });
  return spans;
}

export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let paragraph: string[] = [];
  let items: string[] = [];
  const end = () => {
    if (paragraph.length > 0) blocks.push({ kind: "paragraph", lines: paragraph.map(spansOf) });
    if (items.length > 0) blocks.push({ kind: "list", items: items.map(spansOf) });
    paragraph = [];
    items = [];
  };
  for (const line of text.split(/\r?\n/)) {
    const heading = /^(#{1,2}) (.+)$/.exec(line);
    const item = /^[-*] (.+)$/.exec(line);
    if (heading) {
      end();
      blocks.push({ kind: "heading", level: heading[1] === "#" ? 1 : 2, spans: spansOf(heading[2] ?? "") });
    } else if (item) {
      if (paragraph.length > 0) end();
      items.push(item[1] ?? "");
    } else if (line.trim() === "") end();
    else {
      if (items.length > 0) end();
      paragraph.push(line);
    }
  }
  end();
  return blocks;
}
