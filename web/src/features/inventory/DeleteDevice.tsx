import { Button } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { Device } from "@/api/types";
import { Confirm } from "@/ui/Confirm";
import { tellDone } from "@/ui/toast";
import { useDeleteDevice } from "./devices";
import { t } from "./texts";

/** Removes a device after a question that says what goes with it. */
export function DeleteDevice({ device }: { device: Device }) {
  const [asking, setAsking] = useState(false);
  const remove = useDeleteDevice();
  const navigate = useNavigate();
  return (
    <>
      <Button variant="subtle" color="var(--wk-down)" mr="auto" onClick={() => setAsking(true)}>
        {t("deleteDevice")}
      </Button>
      <Confirm
        open={asking}
        title={t("delete", { device: device.name })}
        action={t("deleteDevice")}
        danger
        busy={remove.isPending}
        error={remove.error}
        onClose={() => setAsking(false)}
        onConfirm={() =>
          remove.mutate(device.id, {
            onSuccess: () => {
              tellDone(t("deleted", { device: device.name }));
              void navigate({ to: "/devices" });
            },
          })
        }
      >
        {t("itIsWatchedNoLongerAnd")}
      </Confirm>
    </>
  );
}
