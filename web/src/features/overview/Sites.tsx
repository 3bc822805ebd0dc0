import { Link } from "@tanstack/react-router";
import { count } from "@/lib/format";
import { Mark } from "@/ui/Status";
import { StateBar } from "@/ui/StateBar";
import { Empty } from "@/ui/states";
import type { CountedOverview } from "./overview";
import classes from "./Overview.module.css";
import { t } from "./texts";

export function Sites({ sites }: { sites: CountedOverview["sites"] }) {
  if (sites.length === 0) return <Empty title={t("noSites")}>{t("giveDevicesASiteToSee")}</Empty>;
  return (
    <ul className={classes.sites}>
      {sites.map((site) => (
        <li key={site.id ?? "none"} className={classes.site}>
          {site.id === null ? (
            <span className="faint">{t("noSite")}</span>
          ) : (
            <Link to="/devices" search={{ site: site.id }} className="truncate">
              {site.name}
            </Link>
          )}
          <StateBar up={site.up} down={site.down} unknown={site.unknown} />
          <span className={classes.siteCounts}>
            <span className={classes.siteCount} data-zero={site.up === 0 || undefined}>
              <Mark tone="good" size={9} /> {count(site.up)}
              <span className="visually-hidden">{t("up")}</span>
            </span>
            <span className={classes.siteCount} data-zero={site.down === 0 || undefined}>
              <Mark tone="bad" size={9} /> {count(site.down)}
              <span className="visually-hidden">{t("down")}</span>
            </span>
            <span className={classes.siteCount} data-zero={site.unknown === 0 || undefined}>
              <Mark tone="unknown" size={9} /> {count(site.unknown)}
              <span className="visually-hidden">{t("unknown")}</span>
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}
