import { IconSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useSession } from "@/features/accounts/session";
import { overviewQuery } from "@/features/overview/overview";
import { count } from "@/lib/format";
import { Mark } from "@/ui/Status";
import { AccountMenu } from "./AccountMenu";
import { Brand } from "./Brand";
import { LiveMark } from "./LiveMark";
import { labelOf, placesFor, VERB_LABEL } from "./navigation";
import classes from "./Shell.module.css";
import { t } from "./texts";

export function Navigation({ onSearch }: { onSearch: () => void }) {
  const { permissions } = useSession().user;
  return (
    <nav className={classes.nav} aria-label={t("main")}>
      <div className={classes.navTop}>
        <Brand />
        <button type="button" className={classes.search} onClick={onSearch}>
          <IconSearch size={15} aria-hidden="true" />
          {t("search")}
          <kbd className={classes.kbd}>{t("ctrlK")}</kbd>
        </button>
      </div>
      {placesFor(permissions).map(({ verb, places }) => (
        <div key={verb} className={classes.group}>
          <h2 className={classes.verb}>{VERB_LABEL[verb]}</h2>
          <ul>
            {places.map((place) => {
              const { to, icon: Icon } = place;
              return (
                <li key={to}>
                  <Link
                    to={to}
                    className={classes.place}
                    activeOptions={{ exact: to === "/", includeSearch: false }}
                    activeProps={{ "data-active": true }}
                  >
                    <Icon size={17} stroke={1.7} aria-hidden="true" />
                    {labelOf(place)}
                    {to === "/devices" && <DownCount />}
                  </Link>
                </li>
              );
            })}
          </ul>
        </div>
      ))}
      <div className={classes.navEnd}>
        <LiveMark />
        <AccountMenu />
      </div>
    </nav>
  );
}

/** How many devices are down, where the eye goes anyway. */
function DownCount() {
  const { data } = useQuery(overviewQuery);
  if (!data || data.devices.down === 0) return null;
  return (
    <span className={classes.badge}>
      <Mark tone="bad" size={9} />
      {count(data.devices.down)}
      <span className="visually-hidden">{t("down")}</span>
    </span>
  );
}
