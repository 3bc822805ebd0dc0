import { useMemo } from "react";
import { usePreference } from "@/lib/preferences";
import type { Column } from "./columns";

const NOTHING: Readonly<Record<string, boolean>> = {};

export interface ColumnChoice<T> {
  shown: readonly Column<T>[];
  /** Those one may switch: all but the first, which names the row. */
  switchable: readonly Column<T>[];
  isShown: (id: string) => boolean;
  toggle: (id: string) => void;
  reset: (() => void) | undefined;
}

/** Which columns of a table a person wants to see; remembered by the table's id. */
export function useColumnChoice<T>(tableId: string, columns: readonly Column<T>[]): ColumnChoice<T> {
  const [chosen, setChosen] = usePreference(`table.${tableId}.columns`, NOTHING);
  return useMemo(() => {
    const isShown = (id: string): boolean =>
      chosen[id] ?? !columns.find((column) => column.id === id)?.optional;
    return {
      shown: columns.filter((column) => isShown(column.id)),
      switchable: columns.slice(1),
      isShown,
      toggle: (id) => setChosen({ ...chosen, [id]: !isShown(id) }),
      reset: Object.keys(chosen).length > 0 ? () => setChosen(undefined) : undefined,
    };
  }, [chosen, columns, setChosen]);
}
