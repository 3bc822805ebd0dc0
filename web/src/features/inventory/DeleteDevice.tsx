import { Button } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { Device } from "@/api/types";
import { Confirm } from "@/ui/Confirm";
import { tellDone } from "@/ui/toast";
import { asInput, useDeleteDevice, useSaveDevice } from "./devices";
import { t } from "./texts";

/** Removes a device after a question that says what goes with it. */
export function DeleteDevice({ device }: { device: Device }) {
  const [asking, setAsking] = useState(false);
  const remove = useDeleteDevice();
  const save = useSaveDevice(null);
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
              tellDone(t("deleted", { device: device.name }), t("undoAddsAnew"), async () => {
                const again = await save.mutateAsync(asInput(device));
                await navigate({ to: "/devices/$deviceId", params: { deviceId: String(again.id) } });
              });
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
