import { useQuery } from "@tanstack/react-query";
import { Status } from "@/ui/Status";
import classes from "./Audit.module.css";
import { chainQuery } from "./audit";
import { t } from "./texts";

/** How far the log is chained and signed. It is a state; the proof is a command. */
export function ChainNote() {
  const { data } = useQuery(chainQuery);
  if (!data) return null;
  const parts = [t("chainSigned", { signed: data.signed_through, sealed: data.sealed_through })];
  if (data.unsealed > 0) parts.push(t("chainWaiting", { unsealed: data.unsealed }));
  if (data.archived_through > 0) parts.push(t("chainArchived", { archived: data.archived_through }));
  const broken = data.guards_missing.length > 0;
  return (
    <span className={classes.chain} title={t("copyProof")}>
      <Status code="chain" label={t("chain")} tone={broken ? "bad" : "good"} />
      <span className="dim">
        {broken ? t("guardsMissing", { names: data.guards_missing.join(", ") }) : parts.join(" · ")}
      </span>
    </span>
  );
}
