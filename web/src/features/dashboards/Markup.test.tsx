// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { Markup } from "./Markup";

afterEach(cleanup);

it("draws headings below that of the panel, lists and links, and no HTML of anybody", () => {
  render(
    <Markup text={"# Who to call\n## At night\n- **first** the desk\n\n[Down now](/devices) <b>x</b>"} />,
  );
  expect(screen.getByRole("heading", { name: "Who to call", level: 3 })).toBeTruthy();
  expect(screen.getByRole("heading", { name: "At night", level: 4 })).toBeTruthy();
  expect(screen.getByRole("listitem").textContent).toBe("first the desk");
  expect(screen.getByRole("link", { name: "Down now" }).getAttribute("href")).toBe("/devices");
  expect(document.body.textContent).toContain("<b>x</b>");
});
