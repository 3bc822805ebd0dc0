import { IconChevronRight } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useId, useState, type ReactNode } from "react";
import type { HealthBrief, HealthCounts, HealthGroup, LinkHealth } from "@/api/types";
import { useRefreshOn } from "@/live/useLive";
import { Page } from "@/ui/Page";
import { Panel } from "@/ui/Panel";
import { Empty, Loaded } from "@/ui/states";
import { Status } from "@/ui/Status";
import { DeviceUnfolded } from "./DeviceHealth";
import classes from "./Health.module.css";
import { groupQuery, linksQuery, stateWord, toneOfHealth, treeQuery } from "./health";
import { Course, scoreText, Unfolded, Verdict } from "./HealthParts";
import { saidOf } from "./said";
import { t } from "./texts";

/** How well everything in sight is: the network, its sites, services and links, each to be unfolded. */
export function HealthPage() {
  const tree = useQuery(treeQuery);
  useRefreshOn("devices", [["health"]], 5_000);
  return (
    <Page title={t("health")} lead={t("lead")}>
      <Loaded query={tree} what={t("theHealth")} rows={10}>
        {(found) => (
          <>
            <Panel title={t("network")} note={counted(found.network.members)}>
              <GroupBody group={found.network} withDevices={false} />
            </Panel>
            <Groups title={t("sites")} groups={found.sites} none={t("noSites")} />
            <Groups title={t("services")} groups={found.services} none={t("noServices")} />
            <Links note={counted(found.links)} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

const STATES = ["healthy", "warning", "critical", "unknown", "maintenance"] as const;

const counted = (members: HealthCounts): string =>
  STATES.filter((state) => members[state] > 0)
    .map((state) => t("nInState", { n: members[state], state: t(`state.${state}`) }))
    .join(", ");

function Groups({ title, groups, none }: { title: string; groups: readonly HealthGroup[]; none: string }) {
  if (groups.length === 0)
    return (
      <Panel title={title}>
        <Empty title={none} />
      </Panel>
    );
  return (
    <Panel title={title} flush>
      <ul className={classes.tree}>
        {[...groups].sort(worstFirst).map((group) => (
          <Branch key={group.id} name={group.name} health={group.health} note={counted(group.members)}>
            <GroupBody group={group} withDevices />
          </Branch>
        ))}
      </ul>
    </Panel>
  );
}

/** What is unknown stands before what is well. */
const place = (health: HealthBrief): number => health.score ?? 89.9;
const worstFirst = (a: { health: HealthBrief }, b: { health: HealthBrief }): number =>
  place(a.health) - place(b.health);

interface BranchProps {
  name: string;
  health: HealthBrief;
  note?: string;
  children: ReactNode;
}

/** A line of the tree; what is inside is asked for when it is opened. */
function Branch({ name, health, note, children }: BranchProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <li className={classes.branch}>
      <button
        type="button"
        className={classes.summary}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <IconChevronRight
          size={14}
          className={classes.turn}
          data-open={open || undefined}
          aria-hidden="true"
        />
        <span className={classes.name}>{name}</span>
        <span className={classes.state}>
          <Status code={health.state} tone={toneOfHealth(health.state)} label={stateWord(health.state)} />
        </span>
        <span className="num">{scoreText(health.score)}</span>
        <span className={classes.why}>{health.reason ? saidOf(health.reason, health.said) : note}</span>
      </button>
      {open && (
        <div id={id} className={classes.inside}>
          {children}
        </div>
      )}
    </li>
  );
}

function GroupBody({ group, withDevices }: { group: HealthGroup; withDevices: boolean }) {
  const query = useQuery(groupQuery(group.kind, group.id));
  return (
    <Loaded query={query} what={t("theHealth")} rows={4}>
      {(found) => (
        <>
          <Verdict health={found.health} />
          <Course kind={found.kind} id={found.id} name={found.name} trends={found.trends} />
          {withDevices ? (
            <ul className={classes.tree}>
              {found.devices.map((device) => (
                <Branch
                  key={device.id}
                  name={device.name}
                  health={device.health}
                  note={device.in_maintenance ? t("state.maintenance") : undefined}
                >
                  <DeviceUnfolded deviceId={device.id} />
                  <Link to="/devices/$deviceId" params={{ deviceId: String(device.id) }}>
                    {t("openDevice")}
                  </Link>
                </Branch>
              ))}
            </ul>
          ) : (
            found.health.gates.length > 0 && <Unfolded health={{ ...found.health, contributions: [] }} />
          )}
        </>
      )}
    </Loaded>
  );
}

function Links({ note }: { note: string }) {
  const links = useQuery(linksQuery);
  return (
    <Panel title={t("links")} note={note} flush>
      <Loaded query={links} what={t("theLinks")}>
        {(page) =>
          page.items.length === 0 ? (
            <Empty title={t("noLinks")} />
          ) : (
            <ul className={classes.tree}>
              {page.items.map((link) => (
                <Branch key={link.key} name={nameOf(link)} health={link.health}>
                  <Verdict health={link.health} />
                  <Unfolded health={link.health} />
                </Branch>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Panel>
  );
}

const nameOf = (link: LinkHealth): string => `${link.a} ${link.a_interface} – ${link.b} ${link.b_interface}`;
