import type { WatchEvent } from "@/api/types";
import { words } from "@/lib/format";
import { DeviceLink } from "@/ui/DeviceLink";
import { Age } from "@/ui/Moment";
import { Mark } from "@/ui/Status";
import { Empty } from "@/ui/states";
import { toneOf } from "@/ui/tone";
import classes from "./EventList.module.css";
import { messageOf } from "./message";
import { t } from "./texts";

/** Events as a list to glance at: newest first. */
export function EventList({
  events,
  withDevice = true,
}: {
  events: readonly WatchEvent[];
  withDevice?: boolean;
}) {
  if (events.length === 0) {
    return <Empty title={t("noEventsYet")}>{t("changesOfStateAppearHereThe")}</Empty>;
  }
  return (
    <ol className={classes.list}>
      {events.map((event) => (
        <li key={event.id} className={classes.item}>
          <Mark tone={toneOf(event.severity)} />
          <span className="visually-hidden">{words(event.severity)}: </span>
          <span className={classes.text}>
            <Sentence event={event} withDevice={withDevice} />
          </span>
          <span className={classes.age}>
            <Age at={event.at} everySeconds={5} />
          </span>
        </li>
      ))}
    </ol>
  );
}

/** The event's sentence, with the device's name leading to the device wherever it stands. */
function Sentence({ event, withDevice }: { event: WatchEvent; withDevice: boolean }) {
  const { device_id: id, device_name: name } = event;
  const message = messageOf(event);
  if (!withDevice || name === "") return <span className="dim">{message}</span>;
  const at = message.indexOf(name);
  const before = at < 0 ? "" : message.slice(0, at);
  const after = at < 0 ? ` ${message}` : message.slice(at + name.length);
  return (
    <span className="dim">
      {before}
      <span className={classes.device}>
        <DeviceLink id={id} name={name} />
      </span>
      {after}
    </span>
  );
}
