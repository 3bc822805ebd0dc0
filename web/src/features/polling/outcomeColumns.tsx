/** The columns of a cycle report. */
import type { CycleOutcome } from "@/api/types";
import { words, sentence } from "@/lib/format";
import { DeviceLink } from "@/ui/DeviceLink";
import { Status } from "@/ui/Status";
import type { Column } from "@/ui/table/columns";
import { t } from "./texts";

export const outcomeColumns: readonly Column<CycleOutcome>[] = [
  {
    id: "outcome",
    head: t("outcome"),
    width: "11rem",
    narrow: "8.5rem",
    value: (row) => words(row.outcome),
    cell: (row) => <Status code={row.outcome} label={words(row.outcome)} />,
  },
  {
    id: "device",
    head: t("device"),
    width: "minmax(8rem, 1fr)",
    narrow: "minmax(7rem, 1fr)",
    value: (row) => row.device_name,
    cell: (row) => <DeviceLink id={row.device_id} name={row.device_name} />,
  },
  {
    id: "reason",
    head: t("why"),
    width: "minmax(8rem, 2.5fr)",
    from: 44,
    value: (row) => row.reason,
    cell: (row) => (
      <span className="dim" title={row.reason}>
        {sentence(row.reason)}
      </span>
    ),
  },
];
