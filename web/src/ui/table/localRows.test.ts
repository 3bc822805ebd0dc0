import { describe, expect, it } from "vitest";
import type { Column } from "./columns";
import { csvCell, toCsv } from "./csv";
import { filterRows, sortRows } from "./localRows";

interface Port {
  name: string;
  speed: number | null;
}

const columns: readonly Column<Port>[] = [
  { id: "name", head: "Name", width: "1fr", sort: "name", cell: (row) => row.name, value: (row) => row.name },
  { id: "speed", head: "Speed", width: "1fr", sort: "speed", cell: () => null, value: (row) => row.speed },
  { id: "spark", head: "Lately", width: "1fr", cell: () => null },
];
const rows: readonly Port[] = [
  { name: "ge-0/0/10", speed: 10 },
  { name: "ge-0/0/2", speed: null },
  { name: "xe-0/1/0", speed: 100 },
];
const names = (found: readonly Port[]) => found.map((row) => row.name);

describe("rows that are all here", () => {
  it("are ordered as people count", () => {
    expect(names(sortRows(rows, columns, "name"))).toEqual(["ge-0/0/2", "ge-0/0/10", "xe-0/1/0"]);
  });

  it("keep what is not known at the end, both ways", () => {
    expect(names(sortRows(rows, columns, "speed")).at(-1)).toBe("ge-0/0/2");
    expect(names(sortRows(rows, columns, "-speed"))).toEqual(["xe-0/1/0", "ge-0/0/10", "ge-0/0/2"]);
  });

  it("keep their order when asked for a column that is not there", () => {
    expect(sortRows(rows, columns, "vanished")).toBe(rows);
  });

  it("are found by every word, in any column", () => {
    expect(names(filterRows(rows, columns, "GE 10"))).toEqual(["ge-0/0/10"]);
    expect(filterRows(rows, columns, "  ")).toBe(rows);
  });
});

describe("a file", () => {
  it("has the columns that say something, one line a row", () => {
    expect(toCsv(columns, rows.slice(0, 2))).toBe("Name,Speed\r\nge-0/0/10,10\r\nge-0/0/2,\r\n");
  });

  it("quotes what would break it", () => {
    expect(csvCell('a "b", c\nd')).toBe('"a ""b"", c\nd"');
  });

  it("keeps a device's text from becoming a formula", () => {
    expect(csvCell("=cmd|' /C calc'!A0")).toBe("'=cmd|' /C calc'!A0");
    expect(csvCell("@SUM(1)")).toBe("'@SUM(1)");
    expect(csvCell(-12.5)).toBe("-12.5");
    expect(csvCell("-7")).toBe("-7");
  });
});
