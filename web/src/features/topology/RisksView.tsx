import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { objectOf } from "@/features/alerts/objectOf";
import type { NetworkMap, RiskImpact, Risks } from "@/api/types";
import { percent } from "@/lib/format";
import { Panel } from "@/ui/Panel";
import { Empty, Loaded } from "@/ui/states";
import { Status } from "@/ui/Status";
import tables from "@/ui/table/plain.module.css";
import { SideScroll } from "@/ui/table/SideScroll";
import classes from "./Map.module.css";
import { harmful, impactText, lossText, risksQuery } from "./risks";
import { t } from "./texts";

interface RisksViewProps {
  map: NetworkMap;
  /** Draws what the loss would do. */
  onFail: (failures: string[], links: string[]) => void;
  /** Draws a link that is not there yet. */
  onSuggest: (a: string, b: string) => void;
}

/** What breaks most, and where one more link would help. */
export function RisksView({ map, onFail, onSuggest }: RisksViewProps) {
  const risks = useQuery(risksQuery);
  return (
    <div className={classes.risks}>
      <Loaded query={risks} what={t("theRisks")} rows={10}>
        {(found) => (
          <>
            <Weak map={map} risks={found} />
            <Suggestions risks={found} onSuggest={onSuggest} />
            <Ranking title={t("riskDevices")} impacts={found.nodes} onFail={onFail} />
            <Ranking title={t("riskLinks")} impacts={found.links} onFail={onFail} />
            {found.groups.length > 0 && (
              <Ranking title={t("riskGroups")} impacts={found.groups} onFail={onFail} />
            )}
            <Ranking
              title={t("riskDoubles")}
              note={found.doubles_complete ? undefined : t("doublesPart")}
              impacts={found.doubles}
              onFail={onFail}
            />
          </>
        )}
      </Loaded>
    </div>
  );
}

function Weak({ map, risks }: { map: NetworkMap; risks: Risks }) {
  const { articulation_points: points, bridges } = map.shape;
  return (
    <Panel title={t("weakPlaces")}>
      <dl className={classes.facts}>
        <dt>{t("points")}</dt>
        <dd>{points.length > 0 ? points.join(", ") : t("none")}</dd>
        <dt>{t("bridges")}</dt>
        <dd>
          {bridges.length > 0
            ? bridges.map((key) => <div key={key}>{objectOf(`link:physical:${key}`)}</div>)
            : t("none")}
        </dd>
        <dt>{t("protectedLinks")}</dt>
        <dd>{percent(Math.round(risks.lfa_link_protected * 1000) / 10)}</dd>
        <dt>{t("protectedNodes")}</dt>
        <dd>{percent(Math.round(risks.lfa_node_protected * 1000) / 10)}</dd>
      </dl>
    </Panel>
  );
}

function Suggestions({ risks, onSuggest }: { risks: Risks; onSuggest: RisksViewProps["onSuggest"] }) {
  return (
    <Panel title={t("oneMoreLink")} flush={risks.suggestions.length > 0}>
      {risks.suggestions.length === 0 ? (
        <p className="dim">{t("noLinkHelps")}</p>
      ) : (
        <table className={tables.table}>
          <tbody>
            {risks.suggestions.map((one) => (
              <tr key={`${one.a} ${one.b}`}>
                <td>{`${one.a} – ${one.b}`}</td>
                <td className={`${tables.wide} ${classes.consequence}`}>
                  {t("wouldMend", {
                    bridges: one.bridges_removed,
                    points: one.points_removed,
                    pairs: one.exposed_pairs_saved,
                  })}
                </td>
                <td>
                  <Button size="compact-xs" variant="default" onClick={() => onSuggest(one.a, one.b)}>
                    {t("drawIt")}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}

interface RankingProps {
  title: string;
  note?: string | undefined;
  impacts: readonly RiskImpact[];
  onFail: RisksViewProps["onFail"];
}

function Ranking({ title, note, impacts, onFail }: RankingProps) {
  const worst = harmful(impacts);
  return (
    <Panel title={title} note={note} flush={worst.length > 0}>
      {worst.length === 0 ? (
        <Empty title={t("nothingHurts")}>{t("nothingHurtsWhy")}</Empty>
      ) : (
        <SideScroll>
          <table className={tables.table}>
            <thead>
              <tr>
                <th>{t("lost")}</th>
                <th>{t("consequence")}</th>
                <th>
                  <span className="visually-hidden">{t("drawIt")}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {worst.map((impact) => (
                <tr key={impact.failures.join(" ")}>
                  <td>{lossText(impact.failures)}</td>
                  <td>
                    <Status
                      code={impact.lost_pairs > 0 ? "critical" : "warning"}
                      label={impactText(impact)}
                    />
                  </td>
                  <td>
                    <Button
                      size="compact-xs"
                      variant="default"
                      onClick={() => onFail(impact.failures, impact.links)}
                    >
                      {t("drawIt")}
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </SideScroll>
      )}
    </Panel>
  );
}
