import { useQuery } from "@tanstack/react-query";
import { count } from "@/lib/format";
import { useRefreshOn } from "@/live/useLive";
import { inboxKey, unreadQuery } from "./inbox";

/** How many of one's own messages nobody has read yet; nothing when all are. */
export function UnreadCount({ className, label }: { className?: string; label: string }) {
  const { data } = useQuery(unreadQuery);
  useRefreshOn("inbox", [inboxKey]);
  if (!data || data.unread === 0) return null;
  return (
    <span className={className}>
      {count(data.unread)}
      <span className="visually-hidden">{label}</span>
    </span>
  );
}
