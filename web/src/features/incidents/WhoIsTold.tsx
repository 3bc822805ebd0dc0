import { useQuery } from "@tanstack/react-query";
import { previewQuery } from "@/features/notifications/notifications";
import { Verdicts } from "@/features/notifications/Verdicts";
import { Loaded } from "@/ui/states";
import { t } from "./texts";

/** Who would be told of this incident now, by which rule, and why others would not. */
export function WhoIsTold({ incidentId }: { incidentId: number }) {
  const found = useQuery(previewQuery({ incident_id: incidentId }));
  return (
    <Loaded query={found} what={t("whoIsTold")} rows={3}>
      {(preview) => <Verdicts found={preview} />}
    </Loaded>
  );
}
