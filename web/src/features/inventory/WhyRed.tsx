import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Device } from "@/api/types";
import { EventList } from "@/features/events/EventList";
import { recentEventsQuery } from "@/features/events/events";
import { Age } from "@/ui/Moment";
import { Panel } from "@/ui/Panel";
import { Mark } from "@/ui/Status";
import classes from "./Device.module.css";
import { routingQuery } from "./connections";
import { t } from "./texts";
import { reasonsOf } from "./why";

const SHOWN_EVENTS = 5;

/** Why is this red? What is wrong, how that is known, and what happened around it. Nothing when all is well. */
export function WhyRed({ device }: { device: Device }) {
  const reasons = reasonsOf(device);
  const troubled = reasons.length > 0 && device.enabled;
  const events = useQuery({ ...recentEventsQuery(device.id, SHOWN_EVENTS), enabled: troubled });
  const routing = useQuery({ ...routingQuery(device.id), enabled: device.state === "up" });
  const lost = (routing.data ?? []).filter((session) => !session.up && !session.admin_down);
  if (reasons.length === 0 && lost.length === 0) return null;
  return (
    <Panel title={t("whyTitle")} note={t("whyNote")}>
      <ul className={classes.reasons}>
        {reasons.map((reason) => (
          <li key={reason.what}>
            <Mark tone={reason.tone} size={14} />
            <div>
              <p className={classes.reason}>
                {reason.what} {reason.at && <Age at={reason.at} everySeconds={5} />}
              </p>
              <p className="dim">{reason.because}</p>
            </div>
          </li>
        ))}
        {lost.length > 0 && (
          <li>
            <Mark tone="bad" size={14} />
            <div>
              <p className={classes.reason}>{t("whySessions", { count: lost.length })}</p>
              <p className="dim">
                {lost
                  .slice(0, 3)
                  .map((session) => `${session.protocol.toUpperCase()} ${session.peer}: ${session.state}`)
                  .join(", ")}{" "}
                <Link to="." search={(old) => ({ ...old, tab: "connections" })}>
                  {t("showThem")}
                </Link>
              </p>
            </div>
          </li>
        )}
      </ul>
      {troubled && events.data && events.data.items.length > 0 && (
        <>
          <h3 className={classes.around}>{t("whatHappened")}</h3>
          <EventList events={events.data.items} withDevice={false} />
        </>
      )}
    </Panel>
  );
}
