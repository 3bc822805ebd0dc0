import type { WatchEvent } from "@/api/types";
import { DeviceLink } from "@/ui/DeviceLink";
import { Age } from "@/ui/Moment";
import { Mark } from "@/ui/Status";
import { Empty } from "@/ui/states";
import { toneOf } from "@/ui/tone";
import classes from "./EventList.module.css";

/** Events as a list to glance at: newest first. */
export function EventList({
  events,
  withDevice = true,
}: {
  events: readonly WatchEvent[];
  withDevice?: boolean;
}) {
  if (events.length === 0) {
    return <Empty title="No events yet">Changes of state appear here the moment they are seen.</Empty>;
  }
  return (
    <ol className={classes.list}>
      {events.map((event) => (
        <li key={event.id} className={classes.item}>
          <Mark tone={toneOf(event.severity)} />
          <span className="visually-hidden">{event.severity}: </span>
          <span className={classes.text}>
            {withDevice && (
              <>
                <span className={classes.device}>
                  <DeviceLink id={event.device_id} name={event.device_name} />
                </span>{" "}
              </>
            )}
            <span className="dim">{event.message}</span>
          </span>
          <span className={classes.age}>
            <Age at={event.at} everySeconds={5} />
          </span>
        </li>
      ))}
    </ol>
  );
}
