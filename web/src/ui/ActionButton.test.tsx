// @vitest-environment jsdom
import { MantineProvider } from "@mantine/core";
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeAll, expect, it, vi } from "vitest";
import { ActionButton } from "./ActionButton";

beforeAll(() => {
  globalThis.matchMedia = ((query: string) => ({
    matches: false,
    media: query,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  })) as unknown as typeof matchMedia;
});
afterEach(cleanup);

it("says why it can do nothing, can be reached, and does nothing", () => {
  const act = vi.fn();
  render(
    <MantineProvider>
      <ActionButton why="Nothing is selected" onClick={act}>
        Accept
      </ActionButton>
    </MantineProvider>,
  );
  const button = screen.getByRole("button", { name: "Accept" });
  const told = document.getElementById(button.getAttribute("aria-describedby") ?? "");
  expect(told?.textContent).toBe("Nothing is selected");
  expect(button.getAttribute("aria-disabled")).toBe("true");
  button.focus();
  expect(document.activeElement).toBe(button);
  fireEvent.click(button);
  expect(act).not.toHaveBeenCalled();
});

it("acts when there is no reason against it", () => {
  const act = vi.fn();
  render(
    <MantineProvider>
      <ActionButton why={false} onClick={act}>
        Accept
      </ActionButton>
    </MantineProvider>,
  );
  fireEvent.click(screen.getByRole("button", { name: "Accept" }));
  expect(act).toHaveBeenCalledOnce();
});
