import { Link } from "@tanstack/react-router";
import { useSession } from "@/features/accounts/session";
import { Page } from "@/ui/Page";
import { Panel } from "@/ui/Panel";
import { Empty } from "@/ui/states";
import classes from "./Overview.module.css";
import { t } from "./texts";

const STEPS = [
  {
    to: "/credentials",
    permission: "credentials:edit",
    step: t("addACredential"),
    why: t("theSnmpCommunityOrV3User"),
  },
  {
    to: "/discovery",
    permission: "discovery:run",
    step: t("discoverARange"),
    why: t("watchkeeperAsksWhoAnswersBy"),
  },
  { to: "/import", permission: "devices:import", step: t("orImportAList"), why: t("csvOrYamlWithAPreview") },
] as const;

/** An empty system: what to do first, in the order that works. Whoever may not do it is told who may. */
export function Welcome() {
  const { permissions } = useSession().user;
  const mine = STEPS.filter(({ permission }) => permissions.includes(permission));
  if (mine.length === 0)
    return (
      <Page title={t("overview")}>
        <Empty title={t("nothingIsWatchedForYou")}>{t("askAnEngineer")}</Empty>
      </Page>
    );
  return (
    <Page title={t("overview")} lead={t("nothingIsWatchedYetThreeSteps")}>
      <Panel title={t("startWatching")}>
        <ol className={classes.steps}>
          {mine.map(({ to, step, why }) => (
            <li key={to}>
              <Link to={to} className="link">
                {step}
              </Link>
              <span className="dim">{why}</span>
            </li>
          ))}
        </ol>
      </Panel>
    </Page>
  );
}
