import { IconChevronDown, IconSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useLocation } from "@tanstack/react-router";
import { memo } from "react";
import { useSession } from "@/features/accounts/session";
import { UnreadCount } from "@/features/inbox/UnreadCount";
import { OpenCount } from "@/features/incidents/OpenCount";
import { overviewQuery } from "@/features/overview/overview";
import { count } from "@/lib/format";
import { usePreference } from "@/lib/preferences";
import { PlainLink } from "@/ui/PlainLink";
import { Mark } from "@/ui/Status";
import { AccountMenu } from "./AccountMenu";
import { Brand } from "./Brand";
import { LiveMark } from "./LiveMark";
import { labelOf, placesFor, VERB_LABEL, type Place, type Verb } from "./navigation";
import { SitePicker } from "./SitePicker";
import classes from "./Shell.module.css";
import { t } from "./texts";

/** Whether the page at `path` belongs to a place: the overview is only itself. */
const isAt = (to: string, path: string): boolean => path === to || (to !== "/" && path.startsWith(`${to}/`));

export const Navigation = memo(function Navigation({ onSearch }: { onSearch: () => void }) {
  const { permissions } = useSession().user;
  const path = useLocation({ select: (location) => location.pathname });
  return (
    <nav className={classes.nav} aria-label={t("main")}>
      <div className={classes.navTop}>
        <Brand />
        <button type="button" className={classes.search} onClick={onSearch}>
          <IconSearch size={15} aria-hidden="true" />
          {t("search")}
          <kbd className={classes.kbd}>{t("ctrlK")}</kbd>
        </button>
        {permissions.includes("devices:view") && <SitePicker />}
      </div>
      {placesFor(permissions).map((group) => (
        <Group key={group.verb} {...group} path={path} />
      ))}
      <div className={classes.navEnd}>
        <LiveMark />
        <AccountMenu />
      </div>
    </nav>
  );
});

const NONE: readonly string[] = [];

interface GroupProps {
  verb: Verb;
  places: readonly Place[];
  path: string;
}

/** The places below one verb. Folded, only the one that is shown stays; the account remembers it. */
function Group({ verb, places, path }: GroupProps) {
  const [folded, setFolded] = usePreference("foldedVerbs", NONE);
  const open = !folded.includes(verb);
  const shown = open ? places : places.filter(({ to }) => isAt(to, path));
  const toggle = () => setFolded(open ? [...folded, verb] : folded.filter((one) => one !== verb));
  return (
    <div className={classes.group}>
      <h2 className={classes.verb}>
        <button type="button" aria-expanded={open} onClick={toggle}>
          {VERB_LABEL[verb]}
          <IconChevronDown size={13} aria-hidden="true" />
        </button>
      </h2>
      <ul hidden={shown.length === 0}>
        {shown.map((place) => {
          const { to, icon: Icon } = place;
          return (
            <li key={to}>
              <PlainLink
                href={to}
                className={classes.place}
                data-active={isAt(to, path) || undefined}
                aria-current={isAt(to, path) ? "page" : undefined}
              >
                <Icon size={17} stroke={1.7} aria-hidden="true" />
                {labelOf(place)}
                {to === "/devices" && <DownCount />}
                {to === "/incidents" && <OpenCount className={classes.badge} label={t("open")} />}
                {to === "/inbox" && <UnreadCount className={classes.badge} label={t("unread")} />}
              </PlainLink>
            </li>
          );
        })}
      </ul>
    </div>
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
