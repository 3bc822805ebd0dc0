import { useQuery } from "@tanstack/react-query";
import { useMay } from "@/features/accounts/session";
import { Moment } from "@/ui/Moment";
import { Panel } from "@/ui/Panel";
import { Empty, Loaded } from "@/ui/states";
import { Status } from "@/ui/Status";
import tables from "@/ui/table/plain.module.css";
import { whyQuery } from "./credentials";
import { t } from "./texts";

const TONES = { worked: "good", untried: "unknown", paused: "warning", held: "bad", due: "info" } as const;

type Standing = keyof typeof TONES;

const isStanding = (code: string): code is Standing => code in TONES;

/** Why this one: what a device may be opened with, in the order of trying. Nothing for who may not see credentials. */
export function DeviceCredentials({ deviceId }: { deviceId: number }) {
  return useMay("credentials:view") ? <Why deviceId={deviceId} /> : null;
}

function Why({ deviceId }: { deviceId: number }) {
  const why = useQuery(whyQuery(deviceId));
  return (
    <Panel title={t("whyThisOne")} flush>
      <Loaded query={why} what={t("whyThisOne")} rows={2}>
        {(found) =>
          found.length === 0 ? (
            <Empty title={t("whyEmpty")} />
          ) : (
            // Wider than its box on small screens: the keyboard must be able to scroll it.
            // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
            <div className={tables.scroll} tabIndex={0} role="region" aria-label={t("whyThisOne")}>
              <table className={tables.table}>
                <thead>
                  <tr>
                    <th scope="col">{t("name")}</th>
                    <th scope="col">{t("source")}</th>
                    <th scope="col">{t("standing")}</th>
                    <th scope="col">{t("worked")}</th>
                  </tr>
                </thead>
                <tbody>
                  {found.map((one) => (
                    <tr key={one.credential_id}>
                      <td>
                        {one.chosen ? <strong>{one.name}</strong> : one.name}
                        {one.chosen && <span className="dim"> · {t("used")}</span>}
                      </td>
                      <td>{one.source}</td>
                      <td>
                        {isStanding(one.standing) ? (
                          <Status
                            code={one.standing}
                            label={t(`standing_${one.standing}`)}
                            tone={TONES[one.standing]}
                          />
                        ) : (
                          one.standing
                        )}
                      </td>
                      <td>
                        <Moment at={one.last_ok_at} />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Loaded>
    </Panel>
  );
}
