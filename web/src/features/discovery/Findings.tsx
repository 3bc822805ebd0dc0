import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import type { Finding } from "@/api/types";
import { useMay } from "@/features/accounts/session";
import { words } from "@/lib/format";
import { oneOf } from "@/lib/search";
import { ActionButton } from "@/ui/ActionButton";
import { Confirm } from "@/ui/Confirm";
import { Empty, Failure, Waiting } from "@/ui/states";
import { DataTable } from "@/ui/table/DataTable";
import { Filter } from "@/ui/table/Filters";
import { TableTools } from "@/ui/table/TableTools";
import { useColumnChoice } from "@/ui/table/useColumnChoice";
import { allPages, usePages } from "@/ui/table/usePages";
import { useSelection } from "@/ui/table/useSelection";
import frame from "@/ui/table/TableFrame.module.css";
import { tellDone } from "@/ui/toast";
import { fetchFindings, MATCHES, useAcceptFindings, useCounts, type Counts } from "./discoveries";
import { findingColumns } from "./findingColumns";
import { t } from "./texts";

/** One line for each thing that accepting everything does. */
const consequencesOf = (counts: Counts): string[] => [
  ...(counts.new > 0 ? [t("newAreAdded", { count: counts.new })] : []),
  ...(counts.known > 0 ? [t("knownAreCompleted", { count: counts.known })] : []),
  ...(counts.conflict > 0 ? [t("conflictsStay", { count: counts.conflict })] : []),
];

/** Who answered, and what would become of each when accepted. */
export function Findings({ discoveryId, running }: { discoveryId: number; running: boolean }) {
  const { match } = useSearch({ from: "/app/discovery/$discoveryId" });
  const navigate = useNavigate({ from: "/discovery/$discoveryId" });
  const selection = useSelection();
  const mayAccept = useMay("devices:import");
  const accept = useAcceptFindings(discoveryId);
  const counts = useCounts(discoveryId, running);
  const choice = useColumnChoice("findings", findingColumns);
  const [asking, setAsking] = useState<"all" | "selected" | null>(null);
  const list = usePages<Finding>(
    ["discoveries", "findings", discoveryId, match ?? "any"],
    (offset, limit, signal) => fetchFindings(discoveryId, match, offset, limit, signal),
    running ? 3_000 : false,
  );

  const confirm = () =>
    accept.mutate(asking === "all" ? "all" : selection.keys, {
      onSuccess: ({ created, updated, ignored }) => {
        tellDone(
          t("added", { created: t("nDevices", { count: created }) }),
          t("updatedLeftAsTheyAreThey", { updated, ignored }),
        );
        selection.clear();
        setAsking(null);
      },
    });

  return (
    <div className={frame.stack}>
      <div className={frame.filters}>
        <Filter
          label={t("match")}
          value={match}
          options={MATCHES.map((value) => ({
            value,
            label: counts ? `${words(value)} (${counts[value]})` : words(value),
          }))}
          onChange={(value) => void navigate({ search: { match: oneOf(value, MATCHES) }, replace: true })}
        />
        <span className="dim num" role="status">
          {t("nFindings", { count: list.total })}
        </span>
        {mayAccept && (
          <>
            <ActionButton
              size="compact-md"
              variant={counts?.new === 0 ? "default" : undefined}
              why={(!counts || counts.new + counts.known === 0) && t("nothingToAccept")}
              onClick={() => setAsking("all")}
            >
              {counts?.new === 0 && counts.known > 0
                ? t("completeKnown", { count: counts.known })
                : t("acceptAll")}
            </ActionButton>
            <ActionButton
              size="compact-md"
              variant="default"
              why={selection.size === 0 && t("nothingSelected")}
              onClick={() => setAsking("selected")}
            >
              {t("acceptSelected", { size: selection.size })}
            </ActionButton>
          </>
        )}
        <span className={frame.grow} />
        <TableTools
          tableId="findings"
          choice={choice}
          rows={() => allPages((offset, limit) => fetchFindings(discoveryId, match, offset, limit))}
        />
      </div>
      <div className={frame.frame}>
        {list.error ? (
          <Failure doing={t("couldNotLoadFindings")} error={list.error} retry={list.refetch} />
        ) : list.isPending ? (
          <Waiting rows={8} />
        ) : (
          <DataTable
            label={t("findings")}
            columns={choice.shown}
            count={list.total}
            question={list.question}
            rowAt={list.rowAt}
            keyOf={(finding) => finding.id}
            nameOf={(finding) => finding.sysname || finding.address}
            onVisible={list.setVisible}
            selection={mayAccept ? selection : undefined}
            empty={
              <Empty title={running ? t("nobodyHasAnsweredYet") : t("nobodyAnswered")}>
                {running ? t("findingsAppearHereAsTheyCome") : t("checkTheTargetsAndThePath")}
              </Empty>
            }
          />
        )}
      </div>
      <Confirm
        open={asking !== null}
        title={
          asking === "all"
            ? t(counts?.new === 0 ? "completeQuestion" : "acceptAllFindings")
            : t("accept", { size: t("nFindings", { count: selection.size }) })
        }
        action={t("accept2")}
        busy={accept.isPending}
        error={accept.error}
        consequences={asking === "all" && counts ? consequencesOf(counts) : undefined}
        onClose={() => setAsking(null)}
        onConfirm={confirm}
      >
        {t(asking === "all" ? "onlyThoseWhoSaidWho" : "newDevicesAreAddedAndWatched")}
      </Confirm>
    </div>
  );
}
