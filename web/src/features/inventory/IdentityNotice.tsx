import { Button } from "@mantine/core";
import { useState } from "react";
import type { Device } from "@/api/types";
import { useMay } from "@/features/accounts/session";
import { words, sentence } from "@/lib/format";
import { Confirm } from "@/ui/Confirm";
import { Mark } from "@/ui/Status";
import { tellDone } from "@/ui/toast";
import { useAcceptIdentity } from "./devices";
import classes from "./Device.module.css";

/** Somebody else answers at this address: who was expected, who answers, and what happens to the data. */
export function IdentityNotice({ device }: { device: Device }) {
  const mayEdit = useMay("devices:edit");
  const accept = useAcceptIdentity(device.id);
  const [asking, setAsking] = useState(false);
  const observed = Object.entries(device.observed_identity ?? {}).filter(([, value]) => value !== "");
  const who = device.observed_identity?.sysname || device.observed_identity?.serial || "another device";
  return (
    <section className={classes.notice} aria-label="Identity mismatch">
      <Mark tone="bad" size={14} />
      <div className={classes.noticeText}>
        <p>
          <strong>{who} answers here instead.</strong> {sentence(device.identity_reason)} Its data is not
          stored under this name.
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
          Accept as this device
        </Button>
      )}
      <Confirm
        open={asking}
        title="Accept the new identity?"
        action="Accept the identity"
        busy={accept.isPending}
        error={accept.error}
        onClose={() => setAsking(false)}
        onConfirm={() =>
          accept.mutate(undefined, {
            onSuccess: () => {
              setAsking(false);
              tellDone(`${device.name} now stands for ${who}`);
            },
          })
        }
      >
        From now on {who} is {device.name}, and its data continues the present history. Do this after a
        replacement, not when two addresses were swapped.
      </Confirm>
    </section>
  );
}
