import { useQuery } from "@tanstack/react-query";
import { count } from "@/lib/format";
import { useRefreshOn } from "@/live/useLive";
import { Mark } from "@/ui/Status";
import { openIncidentsQuery } from "./open";

/** How many incidents are open; nothing when none is. */
export function OpenCount({ className, label }: { className?: string; label: string }) {
  const { data } = useQuery(openIncidentsQuery);
  useRefreshOn("incidents", [["incidents", "open"]], 1_000);
  if (!data || data.total === 0) return null;
  return (
    <span className={className}>
      <Mark tone="bad" size={9} />
      {count(data.total)}
      <span className="visually-hidden">{label}</span>
    </span>
  );
}
