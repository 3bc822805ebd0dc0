import { describe, expect, it } from "vitest";
import { browserOf } from "./browser";

const CHROME =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36";

describe("what a session was opened with", () => {
  it("is a browser and a system", () => {
    expect(browserOf(CHROME)).toBe("Chrome 126 · Linux");
    expect(browserOf(`${CHROME} Edg/126.0.0.0`)).toBe("Edge 126 · Linux");
    expect(browserOf("Mozilla/5.0 (Windows NT 10.0; rv:128.0) Gecko/20100101 Firefox/128.0")).toBe(
      "Firefox 128 · Windows",
    );
    expect(
      browserOf(
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5) AppleWebKit/605.1.15 Version/17.5 Mobile Safari/604.1",
      ),
    ).toBe("Safari 17 · iOS");
  });

  it("is a program by its own name, and nothing for nothing", () => {
    expect(browserOf("curl/8.5.0")).toBe("curl 8.5.0");
    expect(browserOf("")).toBe("");
  });
});
