import { describe, expect, it } from "vitest";
import { blocksOf, spansOf } from "./markup";

describe("a text panel", () => {
  it("reads headings, lists and paragraphs", () => {
    const text = "# On call\nCall **Ada**\nor `wk page`.\n\n- first\n- second\n## Later\nRest";
    expect(blocksOf(text)).toEqual([
      { kind: "heading", level: 1, spans: [{ kind: "text", text: "On call" }] },
      {
        kind: "paragraph",
        lines: [
          [
            { kind: "text", text: "Call " },
            { kind: "bold", text: "Ada" },
          ],
          [
            { kind: "text", text: "or " },
            { kind: "code", text: "wk page" },
            { kind: "text", text: "." },
          ],
        ],
      },
      {
        kind: "list",
        items: [[{ kind: "text", text: "first" }], [{ kind: "text", text: "second" }]],
      },
      { kind: "heading", level: 2, spans: [{ kind: "text", text: "Later" }] },
      { kind: "paragraph", lines: [[{ kind: "text", text: "Rest" }]] },
    ]);
  });

  it("keeps text without marks as it is, line by line", () => {
    expect(blocksOf("two\nlines")).toEqual([
      { kind: "paragraph", lines: [[{ kind: "text", text: "two" }], [{ kind: "text", text: "lines" }]] },
    ]);
    expect(blocksOf("")).toEqual([]);
  });

  it("leads to pages, and never runs anything", () => {
    expect(spansOf("[Runbook](https://wiki.example/cut)")).toEqual([
      { kind: "link", text: "Runbook", href: "https://wiki.example/cut" },
    ]);
    expect(spansOf("[Devices](/devices?state=down)")[0]).toMatchObject({ kind: "link" });
    for (const bad of ["[x](javascript:alert(1)", "[x](//evil.example)", "[x](data:text/html,1)"])
      expect(spansOf(bad).every(({ kind }) => kind === "text")).toBe(true);
  });
});
