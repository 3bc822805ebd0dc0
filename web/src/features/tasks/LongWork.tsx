import { useQuery } from "@tanstack/react-query";
import type { Discovery } from "@/api/types";
import { useMay } from "@/features/accounts/session";
import { discoveriesQuery, isActive, useSteer } from "@/features/discovery/discoveries";
import { useRefreshOn } from "@/live/useLive";
import { Panel } from "@/ui/Panel";
import { Progress } from "@/ui/Progress";
import { tellFailed } from "@/ui/toast";
import { t } from "./texts";

/** Work that takes long, with how far it is: discoveries that run. Nothing when there is none. */
export function LongWork() {
  const runs = useQuery(discoveriesQuery);
  useRefreshOn("discoveries", [["discoveries"]], 1_000);
  const active = runs.data?.items.filter(isActive) ?? [];
  if (active.length === 0) return null;
  return (
    <Panel title={t("longWork")}>
      {active.map((run) => (
        <Run key={run.id} run={run} />
      ))}
    </Panel>
  );
}

function Run({ run }: { run: Discovery }) {
  const steer = useSteer(run.id);
  const mayRun = useMay("discovery:run");
  const cancel = () =>
    steer.mutate("cancel", {
      onError: (error) => tellFailed(t("notDone"), error),
    });
  return (
    <Progress
      label={t("discoveryOf", { targets: run.targets.slice(0, 3).join(", ") })}
      done={run.probed}
      of={run.total}
      startedAt={run.started_at ? Date.parse(run.started_at) : undefined}
      onCancel={mayRun ? cancel : undefined}
    />
  );
}
