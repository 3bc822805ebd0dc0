import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import type { Discovery } from "@/api/types";
import { useMay } from "@/features/accounts/session";
import { useNow } from "@/lib/clock";
import { count, duration, share } from "@/lib/format";
import { useRefreshOn } from "@/live/useLive";
import { Moment } from "@/ui/Moment";
import { Page } from "@/ui/Page";
import { Loaded } from "@/ui/states";
import { StatusPill } from "@/ui/Status";
import { tellFailed } from "@/ui/toast";
import { discoveryQuery, useSteer, type Steering } from "./discoveries";
import { Findings } from "./Findings";
import { progressOf } from "./progress";
import classes from "./Discovery.module.css";
import { t } from "./texts";

export function DiscoveryPage() {
  const { discoveryId } = useParams({ from: "/app/discovery/$discoveryId" });
  const id = Number(discoveryId);
  const run = useQuery(discoveryQuery(id));
  useRefreshOn(`discovery:${id}`, [["discoveries"]], 1_000);
  return (
    <Page
      title={t("discovery2", { id })}
      heading={
        <>
          {t("discovery2", { id })} {run.data && <StatusPill code={run.data.status} />}
        </>
      }
      lead={run.data && <span className="mono">{run.data.targets.join(", ")}</span>}
      actions={run.data && <Steer run={run.data} />}
      fill
    >
      <Loaded query={run} what={t("thisDiscovery")}>
        {(data) => <ProgressPanel run={data} />}
      </Loaded>
      <Findings key={id} discoveryId={id} running={run.data?.status === "running"} />
    </Page>
  );
}

function Steer({ run }: { run: Discovery }) {
  const steer = useSteer(run.id);
  if (!useMay("discovery:run")) return null;
  const act = (verb: Steering) =>
    steer.mutate(verb, { onError: (error) => tellFailed(t(`couldNot.${verb}`), error) });
  if (run.status === "done") return null;
  if (run.status !== "running") {
    return (
      <Button variant="default" loading={steer.isPending} onClick={() => act("resume")}>
        {t("resume")}
      </Button>
    );
  }
  return (
    <>
      <Button variant="default" loading={steer.isPending} onClick={() => act("pause")}>
        {t("pause")}
      </Button>
      <Button variant="default" loading={steer.isPending} onClick={() => act("cancel")}>
        {t("cancel")}
      </Button>
    </>
  );
}

function ProgressPanel({ run }: { run: Discovery }) {
  const now = useNow();
  const progress = progressOf(run, now);
  const says = t("ofAsked", { probed: count(run.probed), total: t("nAddresses", { count: run.total }) });
  return (
    <section className={classes.progress} aria-label={t("progress")}>
      <div
        className={classes.track}
        role="progressbar"
        aria-label={t("addressesAsked")}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(progress.done * 100)}
        aria-valuetext={says}
      >
        <span
          className={classes.done}
          data-status={run.status}
          style={{ width: `${progress.done * 100}%` }}
        />
      </div>
      <dl className={classes.numbers}>
        <div>
          <dt>{t("asked")}</dt>
          <dd>
            {count(run.probed)} <span className="faint">{t("of2", { total: count(run.total) })}</span>
          </dd>
        </div>
        <div>
          <dt>{t("alive")}</dt>
          <dd>
            {count(run.alive)} <span className="faint">{run.probed > 0 && share(run.alive, run.probed)}</span>
          </dd>
        </div>
        <div>
          <dt>{t("identified")}</dt>
          <dd>
            {count(run.identified)}{" "}
            <span className="faint">{run.alive > 0 && share(run.identified, run.alive)}</span>
          </dd>
        </div>
        <div>
          <dt>{run.status === "running" ? t("leftAbout") : t("took")}</dt>
          <dd>{duration(run.status === "running" ? progress.leftSeconds : progress.elapsedSeconds)}</dd>
        </div>
        <div>
          <dt>{t("started")}</dt>
          <dd>
            <Moment at={run.started_at} />
          </dd>
        </div>
      </dl>
      {run.error && (
        <p className={classes.error} role="alert">
          {run.error}
        </p>
      )}
    </section>
  );
}
