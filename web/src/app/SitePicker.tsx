import { IconChevronDown, IconMapPin } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useMatches, useRouter, type LinkProps } from "@tanstack/react-router";
import { useEffect } from "react";
import { sitesQuery } from "@/features/inventory/sitesQuery";
import { carried, carry } from "@/lib/carried";
import { readSite } from "@/lib/site";
import classes from "./SitePicker.module.css";
import { t } from "./texts";

/** Keeps the page to one site. The choice is in the address, and goes along to every page that can be about one. */
export function SitePicker() {
  const { data: sites } = useQuery(sitesQuery);
  const router = useRouter();
  const able = useMatches({ select: (matches) => matches.at(-1)?.staticData.bySite === true });
  const site = useMatches({ select: (matches) => readSite(matches.at(-1)?.search ?? {}).site });
  useEffect(() => {
    if (able) carry("site", { site });
  }, [able, site]);
  if (!sites || sites.length < 2) return null;
  const shown = able ? site : readSite(carried("site")).site;
  const choose = (value: string) =>
    void router.navigate({
      to: router.latestLocation.pathname as LinkProps["to"],
      search: ((old: object) => ({ ...old, site: value === "" ? undefined : Number(value) })) as never,
    });
  return (
    <span className={classes.box} data-set={shown !== undefined || undefined}>
      <IconMapPin size={15} aria-hidden="true" />
      <select
        className={classes.select}
        aria-label={t("siteLookedAt")}
        title={able ? undefined : t("pageOfAllSites")}
        disabled={!able}
        value={shown ?? ""}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        <option value="">{t("allSites")}</option>
        {shown !== undefined && !sites.some(({ id }) => id === shown) && (
          <option value={shown}>{t("siteNumber", { id: shown })}</option>
        )}
        {sites.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      <IconChevronDown size={14} aria-hidden="true" />
    </span>
  );
}
