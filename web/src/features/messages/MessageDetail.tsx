import { CloseButton } from "@mantine/core";
import type { Message } from "@/api/types";
import { Moment } from "@/ui/Moment";
import classes from "./Messages.module.css";
import { SEVERITY_WORDS } from "./messages";
import { t } from "./texts";

/** One message in full: what it says, and what was understood of it. */
export function MessageDetail({ message, onClose }: { message: Message; onClose: () => void }) {
  const facts: [string, React.ReactNode][] = [
    [t("happened"), <Moment key="at" at={message.at} />],
    [t("clock"), message.clock_believed ? t("theDevices") : t("notBelieved")],
    [t("sender"), message.device_name ?? t("noDeviceOfTheInventory")],
    [t("address"), message.source],
    [t("callsItself"), message.host],
    [t("process"), message.process],
    [t("tag"), message.tag],
    [t("event"), message.event ?? t("notUnderstood")],
    [t("severity"), message.severity === null ? null : SEVERITY_WORDS[message.severity]],
  ];
  return (
    <aside className={classes.detail} aria-label={t("oneMessage")}>
      <header className={classes.detailHead}>
        <strong>{message.event ?? message.tag ?? t("oneMessage")}</strong>
        <CloseButton aria-label={t("close")} onClick={onClose} />
      </header>
      <pre className={classes.full}>{message.text}</pre>
      <dl className={classes.facts}>
        {[...facts, ...Object.entries(message.fields)]
          .filter(([, value]) => value !== null && value !== "")
          .map(([name, value], index) => (
            <div key={index}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </aside>
  );
}
