import { ActionIcon, Button } from "@mantine/core";
import { useDisclosure, useHotkeys } from "@mantine/hooks";
import { IconMenu2, IconSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Navigate, Outlet, useLocation, useMatches, useRouter } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from "react";
import { sessionQuery, useLogout, useSession } from "@/features/accounts/session";
import { useDeviceNews } from "@/features/inventory/deviceNews";
import { useLiveChannel } from "@/live/useLive";
import { lookAtSite, readSite } from "@/lib/site";
import { Brand } from "./Brand";
import { LiveMark } from "./LiveMark";
import { Navigation } from "./Navigation";
import { placesFor } from "./navigation";
import { useShortcuts } from "./shortcuts";
import classes from "./Shell.module.css";
import { t } from "./texts";

const NavigationDrawer = lazy(() =>
  import("./NavigationDrawer").then((module) => ({ default: module.NavigationDrawer })),
);
const ShortcutsDialog = lazy(() =>
  import("./ShortcutsDialog").then((module) => ({ default: module.ShortcutsDialog })),
);

/**
 * Loaded before the first Ctrl+K, so that fast typing is not lost, but after what the page itself needs; and not lazily:
 * React holds back what takes the place of a fallback for 300 ms.
 */
function Search({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const [loaded, setLoaded] = useState<typeof import("./Palette")>();
  useEffect(() => {
    const failed = (error: unknown) =>
      setLoaded(() => {
        throw error; // to whoever shows what went wrong with the page
      });
    const load = () => void import("./Palette").then(setLoaded, opened ? failed : () => undefined);
    const timer = setTimeout(load, opened ? 0 : 2_000);
    return () => clearTimeout(timer);
  }, [opened]);
  return opened && loaded ? <loaded.Palette onClose={onClose} /> : null;
}

/** The frame around every page, for as long as somebody is logged in. */
export function Shell() {
  const { data: session } = useQuery(sessionQuery);
  const pathname = useLocation({ select: (location) => location.pathname });
  const router = useRouter();
  const ended = session === null;
  useEffect(() => {
    // Once, by what the address is now: while the login page loads, this shell sees the new address already.
    if (!ended) return;
    const { pathname: at, href } = router.latestLocation;
    if (at !== "/login") void router.navigate({ to: "/login", search: { next: href }, replace: true });
  }, [ended, router]);
  if (ended) return null;
  if (session?.user.must_change_password && pathname !== "/password")
    return <Navigate to="/password" replace />;
  if (session?.user.must_set_up_second_factor && pathname !== "/account")
    return <Navigate to="/account" replace />;
  const settled = !session?.user.must_change_password && !session?.user.must_set_up_second_factor;
  if (session === undefined) return null;
  return settled ? <Frame /> : <Threshold />;
}

const SETTLING = ["/app/password", "/app/account"];

/**
 * Before the account is settled the server answers nothing else, so there is nowhere to go and nothing to hear. The address
 * changes before the page does: a page from before would still ask.
 */
function Threshold() {
  const logout = useLogout();
  const arrived = useMatches({ select: (matches) => SETTLING.includes(matches.at(-1)?.routeId ?? "") });
  return (
    <div className={classes.threshold}>
      <header className={classes.thresholdBar}>
        <Brand />
        <span className={classes.grow} />
        <Button variant="subtle" color="gray" onClick={() => logout.mutate()}>
          {t("logOut")}
        </Button>
      </header>
      <main id="main" className={classes.thresholdMain}>
        {arrived && <Outlet />}
      </main>
    </div>
  );
}

/** The site that the page is about, when it is a page that can be about one. */
const siteOf = (matches: readonly { staticData: { bySite?: boolean }; search: object }[]) => {
  const page = matches.at(-1);
  return page?.staticData.bySite ? readSite({ ...page.search }).site : undefined;
};

function Frame() {
  const [menu, { open: openMenu, close: closeMenu }] = useDisclosure(false);
  const [palette, { toggle: togglePalette, open: openPalette, close: closePalette }] = useDisclosure(false);
  const pathname = useLocation({ select: (location) => location.pathname });
  const main = useRef<HTMLElement>(null);
  const site = useMatches({ select: siteOf });
  lookAtSite(site); // before the page below asks anything
  useLiveChannel();
  useEffect(() => {
    void import("@/features/preferences/preferences").then((module) => module.carryPreferences());
  }, []);
  useDeviceNews();
  useHotkeys([["mod+K", togglePalette]], []);
  const { permissions } = useSession().user;
  const [keys, { open: openKeys, close: closeKeys }] = useDisclosure(false);
  const places = useMemo(
    () => placesFor(permissions).flatMap((group) => group.places.map(({ to }) => to)),
    [permissions],
  );
  useShortcuts(places, openKeys);
  useEffect(() => {
    closeMenu();
    main.current?.scrollTo(0, 0);
  }, [pathname, closeMenu]);

  return (
    <div className={classes.shell}>
      <a href="#main" className={classes.skip}>
        {t("skipToContent")}
      </a>
      <header className={classes.bar}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={t("openNavigation")}
          onClick={openMenu}
        >
          <IconMenu2 size={20} />
        </ActionIcon>
        <Brand />
        <span className={classes.grow} />
        <LiveMark compact />
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t("search")} onClick={openPalette}>
          <IconSearch size={20} />
        </ActionIcon>
      </header>
      <div className={classes.side}>
        <Navigation onSearch={openPalette} />
      </div>
      <main ref={main} id="main" className={classes.main} tabIndex={-1}>
        <Outlet key={site ?? "everywhere"} />
      </main>
      {menu && (
        <Suspense fallback={null}>
          <NavigationDrawer onSearch={openPalette} onClose={closeMenu} />
        </Suspense>
      )}
      {keys && (
        <Suspense fallback={null}>
          <ShortcutsDialog permissions={permissions} onClose={closeKeys} />
        </Suspense>
      )}
      <Search opened={palette} onClose={closePalette} />
    </div>
  );
}
