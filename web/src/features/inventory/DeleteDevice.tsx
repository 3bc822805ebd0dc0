import { Button } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { Device } from "@/api/types";
import { Confirm } from "@/ui/Confirm";
import { tellDone } from "@/ui/toast";
import { useDeleteDevice } from "./devices";

/** Removes a device after a question that says what goes with it. */
export function DeleteDevice({ device }: { device: Device }) {
  const [asking, setAsking] = useState(false);
  const remove = useDeleteDevice();
  const navigate = useNavigate();
  return (
    <>
      <Button variant="subtle" color="var(--wk-down)" mr="auto" onClick={() => setAsking(true)}>
        Delete device
      </Button>
      <Confirm
        open={asking}
        title={`Delete ${device.name}?`}
        action="Delete device"
        danger
        busy={remove.isPending}
        error={remove.error}
        onClose={() => setAsking(false)}
        onConfirm={() =>
          remove.mutate(device.id, {
            onSuccess: () => {
              tellDone(`${device.name} deleted`);
              void navigate({ to: "/devices" });
            },
          })
        }
      >
        It is watched no longer, and its interfaces leave the inventory. Its samples stay until their
        retention ends, but nothing here shows them any more. To keep it and only stop asking, switch off
        “Watch this device”.
      </Confirm>
    </>
  );
}
