// @vitest-environment jsdom
import { MantineProvider } from "@mantine/core";
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { tellDone } from "./toast";
import { Toasts } from "./Toasts";

beforeEach(() => {
  vi.useFakeTimers();
  globalThis.matchMedia = ((query: string) => ({
    matches: false,
    media: query,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  })) as unknown as typeof matchMedia;
  render(
    <MantineProvider>
      <Toasts />
    </MantineProvider>,
  );
});

afterEach(() => {
  act(() => {
    vi.runAllTimers();
  });
  vi.useRealTimers();
  cleanup();
});

const pass = (ms: number) => {
  act(() => {
    vi.advanceTimersByTime(ms);
  });
};

describe("what was just done", () => {
  it("can be taken back for twelve seconds, once", () => {
    const undo = vi.fn();
    act(() => {
      tellDone("Pool deleted", undefined, undo);
    });
    pass(11_900);
    fireEvent.click(screen.getByRole("button", { name: "Undo" }));
    expect(undo).toHaveBeenCalledOnce();
    expect(screen.queryByText("Pool deleted")).toBeNull();
  });

  it("goes by itself, sooner when there is nothing to take back", () => {
    act(() => {
      tellDone("Saved");
    });
    act(() => {
      tellDone("Pool deleted", undefined, vi.fn());
    });
    pass(5_100);
    expect(screen.queryByText("Saved")).toBeNull();
    expect(screen.queryByText("Pool deleted")).not.toBeNull();
    pass(7_000);
    expect(screen.queryByText("Pool deleted")).toBeNull();
  });

  it("stays while somebody points at it or is in it by keyboard", () => {
    act(() => {
      tellDone("Pool deleted", undefined, vi.fn());
    });
    const undo = screen.getByRole("button", { name: "Undo" });
    act(() => {
      undo.focus();
    });
    pass(60_000);
    expect(screen.queryByText("Pool deleted")).not.toBeNull();
    act(() => {
      undo.blur();
    });
    pass(3_900);
    expect(screen.queryByText("Pool deleted")).not.toBeNull();
    pass(200);
    expect(screen.queryByText("Pool deleted")).toBeNull();
  });
});
