import { Link } from "@tanstack/react-router";
import { t } from "./texts";

/** A device by name, leading to its page. Device text is only ever text. */
export function DeviceLink({ id, name }: { id: number | null; name: string | null }) {
  if (id === null) return <span className="faint">{name ?? t("noDevice")}</span>;
  return (
    <Link to="/devices/$deviceId" params={{ deviceId: String(id) }} className="nowrap">
      {name ?? t("device", { id })}
    </Link>
  );
}
