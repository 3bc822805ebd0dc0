import { Link } from "@tanstack/react-router";
import { Page } from "@/ui/Page";
import { Panel } from "@/ui/Panel";
import classes from "./Overview.module.css";
import { t } from "./texts";

/** An empty system: what to do first, in the order that works. */
export function Welcome() {
  return (
    <Page title={t("overview")} lead={t("nothingIsWatchedYetThreeSteps")}>
      <Panel title={t("startWatching")}>
        <ol className={classes.steps}>
          <li>
            <Link to="/credentials" className="link">
              {t("addACredential")}
            </Link>
            <span className="dim">{t("theSnmpCommunityOrV3User")}</span>
          </li>
          <li>
            <Link to="/discovery" className="link">
              {t("discoverARange")}
            </Link>
            <span className="dim">{t("watchkeeperAsksWhoAnswersBy")}</span>
          </li>
          <li>
            <Link to="/import" className="link">
              {t("orImportAList")}
            </Link>
            <span className="dim">{t("csvOrYamlWithAPreview")}</span>
          </li>
        </ol>
      </Panel>
    </Page>
  );
}
