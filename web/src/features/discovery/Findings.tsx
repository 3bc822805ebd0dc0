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
import { usePages } from "@/ui/table/usePages";
import { useSelection } from "@/ui/table/useSelection";
import frame from "@/ui/table/TableFrame.module.css";
import { tellDone } from "@/ui/toast";
import { fetchFindings, useAcceptFindings } from "./discoveries";
import { findingColumns } from "./findingColumns";
import { t } from "./texts";

const MATCHES = ["new", "known", "conflict"] as const;

/** Who answered, and what would become of each when accepted. */
export function Findings({ discoveryId, running }: { discoveryId: number; running: boolean }) {
  const { match } = useSearch({ from: "/app/discovery/$discoveryId" });
  const navigate = useNavigate({ from: "/discovery/$discoveryId" });
  const selection = useSelection();
  const mayAccept = useMay("devices:import");
  const accept = useAcceptFindings(discoveryId);
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
          options={MATCHES.map((value) => ({ value, label: words(value) }))}
          onChange={(value) => void navigate({ search: { match: oneOf(value, MATCHES) }, replace: true })}
        />
        <span className="dim num" role="status">
          {t("nFindings", { count: list.total })}
        </span>
        {mayAccept && (
          <>
            <ActionButton
              size="compact-md"
              why={list.total === 0 && t("nothingToAccept")}
              onClick={() => setAsking("all")}
            >
              {t("acceptAll")}
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
      </div>
      <div className={frame.frame}>
        {list.error ? (
          <Failure doing={t("couldNotLoadFindings")} error={list.error} retry={list.refetch} />
        ) : list.isPending ? (
          <Waiting rows={8} />
        ) : (
          <DataTable
            label={t("findings")}
            columns={findingColumns}
            count={list.total}
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
            ? t("acceptAllFindings")
            : t("accept", { size: t("nFindings", { count: selection.size }) })
        }
        action={t("accept2")}
        busy={accept.isPending}
        error={accept.error}
        onClose={() => setAsking(null)}
        onConfirm={confirm}
      >
        {t("newDevicesAreAddedAndWatched")}
      </Confirm>
    </div>
  );
}
