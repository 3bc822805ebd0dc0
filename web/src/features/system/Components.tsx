import { useQuery } from "@tanstack/react-query";
import { NOT_KNOWN, significant, words } from "@/lib/format";
import { Age } from "@/ui/Moment";
import { Panel } from "@/ui/Panel";
import { Loaded } from "@/ui/states";
import { Status } from "@/ui/Status";
import tables from "@/ui/table/plain.module.css";
import { healthQuery } from "./system";

/** What the platform is made of, how each part is, and when that was last checked. */
export function Components() {
  const health = useQuery(healthQuery);
  return (
    <Panel title="Components" note={health.data && <Status code={health.data.status} />} flush>
      <Loaded query={health} what="the components" rows={6}>
        {({ components }) => (
          <div className={tables.scroll}>
            <table className={tables.table}>
              <thead>
                <tr>
                  <th scope="col">Component</th>
                  <th scope="col">State</th>
                  <th scope="col">What it says</th>
                  <th scope="col">Needed</th>
                  <th scope="col" className={tables.end}>
                    Check took
                  </th>
                  <th scope="col">Checked</th>
                </tr>
              </thead>
              <tbody>
                {components.map((part) => (
                  <tr key={part.component}>
                    <td>{words(part.component)}</td>
                    <td>
                      <Status code={part.status} />
                    </td>
                    <td className={`${tables.wide} dim`}>{part.message || part.reason || NOT_KNOWN}</td>
                    <td>{part.required ? "yes" : <span className="faint">no</span>}</td>
                    <td className={tables.end}>{significant(part.latency_ms)} ms</td>
                    <td>
                      <Age at={part.checked_at} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Loaded>
    </Panel>
  );
}
