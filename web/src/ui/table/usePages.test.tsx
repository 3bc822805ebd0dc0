// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { expect, it } from "vitest";
import type { Page } from "@/api/types";
import { usePages } from "./usePages";

it("shows what was answered before until there is an answer, and then only that", async () => {
  const asked: { word: string; offset: number; answer: (page: Page<string>) => void }[] = [];
  const client = new QueryClient();
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  const { result, rerender } = renderHook(
    ({ word }) =>
      usePages<string>(
        ["words", word],
        (offset) => new Promise((answer) => asked.push({ word, offset, answer })),
        false,
      ),
    { wrapper, initialProps: { word: "a" } },
  );
  const page = (offset: number, total: number, items: string[]) => ({ items, total, offset, limit: 100 });

  expect(result.current.isPending).toBe(true);
  act(() => asked[0]?.answer(page(0, 150, ["apple", "axle"])));
  await waitFor(() => expect(result.current.total).toBe(150));
  act(() => result.current.setVisible(110, 130));
  await waitFor(() => expect(asked).toHaveLength(2));
  act(() => asked[1]?.answer(page(100, 150, ["avenue"])));
  await waitFor(() => expect(result.current.rowAt(100)).toBe("avenue"));

  const first = result.current.question;
  rerender({ word: "b" });
  expect(result.current.question).not.toBe(first);
  expect([result.current.isPending, result.current.isFetching]).toEqual([false, true]);
  expect([0, 1, 100].map(result.current.rowAt)).toEqual(["apple", "axle", undefined]);
  await waitFor(() =>
    expect(asked.slice(2).map(({ word, offset }) => [word, offset])).toEqual([
      ["b", 0],
      ["b", 100],
    ]),
  );
  act(() => asked[2]?.answer(page(0, 1, ["beam"])));
  await waitFor(() => expect(result.current.total).toBe(1));
  expect([0, 1].map(result.current.rowAt)).toEqual(["beam", undefined]);
});
