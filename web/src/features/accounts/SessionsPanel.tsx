import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import { words } from "@/lib/format";
import { Age } from "@/ui/Moment";
import { Panel } from "@/ui/Panel";
import { Loaded } from "@/ui/states";
import tables from "@/ui/table/plain.module.css";
import { SideScroll } from "@/ui/table/SideScroll";
import { browserOf } from "./browser";
import { t } from "./texts";

/** One's own sessions: where they are, and an end to those that should not be. */
export function SessionsPanel() {
  const queries = useQueryClient();
  const sessions = useQuery({ queryKey: ["sessions"], queryFn: () => body(api.GET("/api/v1/sessions")) });
  const end = useMutation({
    mutationFn: (id: number | null) =>
      id === null
        ? api.DELETE("/api/v1/sessions")
        : api.DELETE("/api/v1/sessions/{session_id}", { params: { path: { session_id: id } } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ["sessions"] }),
  });
  const endOthers = (
    <Button size="compact-sm" variant="default" onClick={() => end.mutate(null)}>
      {t("endOthers")}
    </Button>
  );
  return (
    <Panel title={t("sessions")} actions={endOthers} flush>
      <Loaded query={sessions} what={t("sessionsLower")}>
        {(found) => (
          <SideScroll>
            <table className={tables.table}>
              <thead>
                <tr>
                  <th scope="col">{t("browser")}</th>
                  <th scope="col">{t("address")}</th>
                  <th scope="col" className={tables.wideOnly}>
                    {t("method")}
                  </th>
                  <th scope="col" className={tables.wideOnly}>
                    {t("since")}
                  </th>
                  <th scope="col">{t("lastUsed")}</th>
                  <th scope="col" aria-label={t("end")} />
                </tr>
              </thead>
              <tbody>
                {found.map((login) => (
                  <tr key={login.id}>
                    <td title={login.user_agent}>{browserOf(login.user_agent)}</td>
                    <td className="mono">{login.address}</td>
                    <td className={tables.wideOnly}>{words(login.method)}</td>
                    <td className={tables.wideOnly}>
                      <Age at={login.created_at} />
                    </td>
                    <td>
                      <Age at={login.last_seen_at} />
                    </td>
                    <td>
                      {login.current ? (
                        t("thisSession")
                      ) : (
                        <Button size="compact-sm" variant="subtle" onClick={() => end.mutate(login.id)}>
                          {t("end")}
                        </Button>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </SideScroll>
        )}
      </Loaded>
    </Panel>
  );
}
