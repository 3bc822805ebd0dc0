// @vitest-environment jsdom
import { MantineProvider } from "@mantine/core";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { useMemo } from "react";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { columnsFor, nextSort, sortState, tracksOf } from "./columns";
import { DataTable } from "./DataTable";
import { pagesFor } from "./usePages";
import { rowsToDraw } from "./useRowWindow";
import { useSelection } from "./useSelection";

interface Row {
  id: number;
  name: string;
}
const rows: Row[] = Array.from({ length: 5_000 }, (_, index) => ({
  id: index + 1,
  name: `device ${index + 1}`,
}));

beforeAll(() => {
  globalThis.matchMedia = ((query: string) => ({
    matches: false,
    media: query,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  })) as unknown as typeof matchMedia;
});
afterEach(cleanup);

interface TableProps {
  question?: string;
  count?: number;
  onOpen?: (row: Row) => void;
  onSort?: (sort: string) => void;
  onDraw?: (index: number) => void;
}

function Table({ question, count = rows.length, onOpen, onSort, onDraw }: TableProps) {
  const selection = useSelection();
  const columns = useMemo(() => {
    const cell = (row: Row, index: number) => {
      onDraw?.(index);
      return row.name;
    };
    return [{ id: "name", head: "Name", width: "1fr", sort: "name", cell }];
  }, [onDraw]);
  return (
    <MantineProvider>
      <DataTable
        label="Devices"
        columns={columns}
        question={question}
        count={count}
        rowAt={(index) => rows[index]}
        keyOf={(row) => row.id}
        nameOf={(row) => row.name}
        sort="name"
        onSort={onSort}
        onOpen={onOpen}
        selection={selection}
        empty="none"
      />
    </MantineProvider>
  );
}

describe("DataTable", () => {
  it("renders what is in view and tells how many there are", () => {
    render(<Table />);
    expect(screen.getByRole("grid", { name: "Devices" }).getAttribute("aria-rowcount")).toBe("5001");
    expect(screen.getAllByRole("row").length).toBeLessThan(60);
  });

  it("draws a list that got longer in pieces, until it fills what is in view", async () => {
    const { rerender } = render(<Table />);
    const before = screen.getAllByRole("row").length;
    rerender(<Table count={10} />);
    expect(screen.getAllByRole("row")).toHaveLength(11);
    const drawn: number[] = [];
    const onDraw = (index: number) => drawn.push(index);
    rerender(<Table onDraw={onDraw} />);
    expect(screen.getByRole("grid").getAttribute("aria-rowcount")).toBe("5001");
    expect(Math.max(...drawn)).toBe(9);
    await waitFor(() => expect(screen.getAllByRole("row")).toHaveLength(before), { timeout: 10_000 });
  });

  it("looks at the answer to another question from its top", () => {
    const { rerender } = render(<Table question="by name" />);
    const grid = screen.getByRole("grid");
    grid.scrollTop = 3_000;
    fireEvent.focus(screen.getAllByRole("row")[4] as Element);
    rerender(<Table question="by name" />);
    expect(grid.scrollTop).toBe(3_000);
    expect(
      screen
        .getAllByRole("row")
        .map((row) => row.tabIndex)
        .indexOf(0),
    ).toBe(4);
    rerender(<Table question="by address" />);
    expect(grid.scrollTop).toBe(0);
    expect(
      screen
        .getAllByRole("row")
        .map((row) => row.tabIndex)
        .indexOf(0),
    ).toBe(1);
  });

  it("moves, selects and opens by keyboard", () => {
    const onOpen = vi.fn();
    render(<Table onOpen={onOpen} />);
    const [first, second] = screen.getAllByRole("row").slice(1);
    first?.focus();
    fireEvent.keyDown(first as Element, { key: "j" });
    expect(document.activeElement).toBe(second);
    fireEvent.keyDown(second as Element, { key: "x" });
    expect(second?.getAttribute("aria-selected")).toBe("true");
    fireEvent.keyDown(second as Element, { key: "Enter" });
    expect(onOpen).toHaveBeenCalledWith(rows[1]);
  });

  it("renders two rows again when the keyboard moves, not all", () => {
    const drawn = vi.fn();
    render(<Table onDraw={drawn} />);
    const [first] = screen.getAllByRole("row").slice(1);
    first?.focus();
    drawn.mockClear();
    fireEvent.keyDown(first as Element, { key: "j" });
    expect(drawn.mock.calls.map(([index]) => index as number).sort()).toEqual([0, 1]);
  });

  it("is entered at one row, wherever it is scrolled to, and keeps the focus there", () => {
    render(<Table />);
    const entered = () => screen.getAllByRole("row").filter((row) => row.tabIndex === 0);
    const [first, second] = screen.getAllByRole("row").slice(1);
    first?.focus();
    fireEvent.keyDown(first as Element, { key: "j" });
    const grid = screen.getByRole("grid");
    grid.scrollTop = 100_000;
    fireEvent.scroll(grid);
    const shown = screen.getAllByRole("row").map((row) => Number(row.getAttribute("aria-rowindex")));
    expect(shown.slice(0, 2)).toEqual([1, 3]);
    expect(shown[2]).toBeGreaterThan(2_000);
    expect(entered()).toEqual([second]);
    expect(document.activeElement).toBe(second);
    fireEvent.keyDown(second as Element, { key: "End" });
    expect(entered().map((row) => row.getAttribute("aria-rowindex"))).toEqual(["5001"]);
    expect(document.activeElement).toBe(entered()[0]);
    grid.scrollTop = 0;
    fireEvent.scroll(grid);
    expect(document.activeElement).toBe(entered()[0]);
  });

  it("sorts from the head and says how it is sorted", async () => {
    const onSort = vi.fn();
    render(<Table onSort={onSort} />);
    expect(screen.getByRole("columnheader", { name: /Name/ }).getAttribute("aria-sort")).toBe("ascending");
    fireEvent.click(screen.getByRole("button", { name: /Name/ }));
    expect(screen.getByRole("columnheader", { name: /Name/ }).getAttribute("aria-sort")).toBe("descending");
    await waitFor(() => expect(onSort).toHaveBeenCalledWith("-name"));
  });
});

describe("the parts of a table", () => {
  it("sorts up, down, and then not at all", () => {
    expect(nextSort("", "name")).toBe("name");
    expect(nextSort("name", "name")).toBe("-name");
    expect(nextSort("-name", "name")).toBe("");
    expect(sortState("-name", "name")).toBe("descending");
  });

  it("fetches the pages in view, and always the first, which knows the total", () => {
    expect(pagesFor(0, 40)).toEqual([0]);
    expect(pagesFor(950, 1_010)).toEqual([0, 9, 10]);
  });

  it("draws the row that Tab leads to besides those in view, in the list's order", () => {
    expect(rowsToDraw(3, 6, 4, 10)).toEqual([3, 4, 5]);
    expect(rowsToDraw(3, 6, 0, 10)).toEqual([0, 3, 4, 5]);
    expect(rowsToDraw(3, 6, 9, 10)).toEqual([3, 4, 5, 9]);
    expect(rowsToDraw(0, 0, 0, 0)).toEqual([]);
  });

  it("uses narrow tracks only on narrow tables", () => {
    const columns = [
      { id: "a", width: "10rem", narrow: "5rem" },
      { id: "b", width: "1fr" },
    ];
    expect(tracksOf(columns, 24)).toBe("5rem 1fr");
    expect(tracksOf(columns, 80)).toBe("10rem 1fr");
  });

  it("shows on a phone the first columns that fit, and always what can be done with a row", () => {
    const columns = [
      { id: "name", width: "minmax(8rem, 1fr)", narrow: "minmax(6rem, 1fr)" },
      { id: "state", width: "6rem" },
      { id: "since", width: "7.5rem" },
      { id: "far", width: "9rem", from: 60 },
      { id: "actions", width: "10rem", narrow: "5rem" },
    ];
    const ids = (widthRem: number) => columnsFor(columns, widthRem).map(({ id }) => id);
    expect(ids(80)).toEqual(["name", "state", "since", "far", "actions"]);
    expect(ids(40)).toEqual(["name", "state", "since", "actions"]);
    expect(ids(25.5)).toEqual(["name", "state", "since", "actions"]); // 24.5 and what is beside
    expect(ids(25.4)).toEqual(["name", "state", "actions"]);
    expect(ids(5)).toEqual(["name", "actions"]);
  });
});
