import { PlainLink } from "./PlainLink";
import { t } from "./texts";

/** A device by name, leading to its page. Device text is only ever text. */
export function DeviceLink({ id, name }: { id: number | null; name: string | null }) {
  if (id === null) return <span className="faint">{name ?? t("noDevice")}</span>;
  return (
    <PlainLink href={`/devices/${id}`} className="nowrap">
      {name ?? t("device", { id })}
    </PlainLink>
  );
}
