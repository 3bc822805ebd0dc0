import { Button } from "@mantine/core";
import { useState } from "react";
import type { Device } from "@/api/types";
import { useMay } from "@/features/accounts/session";
import { words } from "@/lib/format";
import { identitySaid } from "@/lib/identitySaid";
import { Confirm } from "@/ui/Confirm";
import { Mark } from "@/ui/Status";
import { tellDone } from "@/ui/toast";
import { useAcceptIdentity } from "./devices";
import classes from "./Device.module.css";
import { t } from "./texts";

/** Somebody else answers at this address: who was expected, who answers, and what happens to the data. */
export function IdentityNotice({ device }: { device: Device }) {
  const mayEdit = useMay("devices:edit");
  const accept = useAcceptIdentity(device.id);
  const [asking, setAsking] = useState(false);
  const observed = Object.entries(device.observed_identity ?? {}).filter(([, value]) => value !== "");
  const who = device.observed_identity?.sysname || device.observed_identity?.serial || t("anotherDevice");
  return (
    <section className={classes.notice} aria-label={t("identityMismatch")}>
      <Mark tone="bad" size={14} />
      <div className={classes.noticeText}>
        <p>
          <strong>{t("answersHereInstead", { who })}</strong>{" "}
          {t("itsDataIsNotStoredUnder", { identity_reason: identitySaid(device.identity_reason) })}
        </p>
        {observed.length > 0 && (
          <dl className={classes.observed}>
            {observed.map(([field, value]) => (
              <div key={field}>
                <dt>{words(field)}</dt>
                <dd className="mono">{value}</dd>
              </div>
            ))}
          </dl>
        )}
      </div>
      {mayEdit && (
        <Button size="compact-sm" variant="default" onClick={() => setAsking(true)}>
          {t("acceptAsThisDevice")}
        </Button>
      )}
      <Confirm
        open={asking}
        title={t("acceptTheNewIdentity")}
        action={t("acceptTheIdentity")}
        busy={accept.isPending}
        error={accept.error}
        onClose={() => setAsking(false)}
        onConfirm={() =>
          accept.mutate(undefined, {
            onSuccess: () => {
              setAsking(false);
              tellDone(t("nowStandsFor", { device: device.name, who }));
            },
          })
        }
      >
        {t("fromNowOnIsAndIts", { who, device: device.name })}
      </Confirm>
    </section>
  );
}
