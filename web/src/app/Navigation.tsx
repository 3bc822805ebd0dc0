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
import { NAVIGATION } from "./navigation";
import classes from "./Shell.module.css";

export function Navigation({ onSearch }: { onSearch: () => void }) {
  const { permissions } = useSession().user;
  return (
    <nav className={classes.nav} aria-label="Main">
      <div className={classes.navTop}>
        <Brand />
        <button type="button" className={classes.search} onClick={onSearch}>
          <IconSearch size={15} aria-hidden="true" />
          Search
          <kbd className={classes.kbd}>Ctrl K</kbd>
        </button>
      </div>
      {NAVIGATION.map((group) => {
        const places = group.places.filter((place) => permissions.includes(place.permission));
        if (places.length === 0) return null;
        return (
          <div key={group.verb} className={classes.group}>
            <h2 className={classes.verb}>{group.verb}</h2>
            <ul>
              {places.map(({ to, label, icon: Icon }) => (
                <li key={to}>
                  <Link
                    to={to}
                    className={classes.place}
                    activeOptions={{ exact: to === "/", includeSearch: false }}
                    activeProps={{ "data-active": true }}
                  >
                    <Icon size={17} stroke={1.7} aria-hidden="true" />
                    {label}
                    {to === "/devices" && <DownCount />}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        );
      })}
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
      <span className="visually-hidden"> down</span>
    </span>
  );
}
