import { Link } from "@tanstack/react-router";
import { DeviceLink } from "@/ui/DeviceLink";
import { Status } from "@/ui/Status";
import tables from "@/ui/table/plain.module.css";
import { SideScroll } from "@/ui/table/SideScroll";
import type { Tone } from "@/ui/tone";
import type { Part, PictureRow } from "./picture";
import { t } from "./texts";

const TONES: Readonly<Record<Part, Tone>> = {
  root: "bad",
  consequence: "off",
  symptom: "warning",
  suppressed: "off",
  vantage: "info",
  way: "good",
  beside: "unknown",
};

/** The picture in words, for keyboards, screen readers and narrow screens. */
export function PictureList({ rows, mayMap }: { rows: readonly PictureRow[]; mayMap: boolean }) {
  return (
    <SideScroll>
      <table className={tables.table}>
        <thead>
          <tr>
            <th scope="col">{t("partInIt")}</th>
            <th scope="col">{t("deviceOrLink")}</th>
            <th scope="col">{t("alerts")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <td>
                <Status
                  code={row.part}
                  label={[t(`part.${row.part}`), ...row.notes].join(", ")}
                  tone={TONES[row.part]}
                />
              </td>
              <td className={`link ${tables.wide}`}>
                <Named row={row} mayMap={mayMap} />
              </td>
              <td className={`dim ${tables.wrap}`}>{alertsOf(row)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </SideScroll>
  );
}

function Named({ row, mayMap }: { row: PictureRow; mayMap: boolean }) {
  if (row.device > 0) return <DeviceLink id={row.device} name={row.name} />;
  if (row.link && mayMap)
    return (
      <Link to="/map" search={{ selected: row.link }} title={t("onTheMap")}>
        {row.name}
      </Link>
    );
  return row.name;
}

function alertsOf({ symptoms, suppressed }: PictureRow): string {
  return [
    ...(symptoms > 0 ? [t("speak", { count: symptoms })] : []),
    ...(suppressed > 0 ? [t("held", { n: suppressed })] : []),
  ].join(", ");
}
