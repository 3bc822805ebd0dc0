import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { lazy, Suspense, useMemo, useState } from "react";
import type { Device } from "@/api/types";
import { useMay } from "@/features/accounts/session";
import { plural } from "@/lib/format";
import { Page } from "@/ui/Page";
import { Empty, Failure, Waiting } from "@/ui/states";
import { DataTable } from "@/ui/table/DataTable";
import { usePages } from "@/ui/table/usePages";
import { useSelection } from "@/ui/table/useSelection";
import frame from "@/ui/table/TableFrame.module.css";
import { BulkBar } from "./BulkBar";
import { deviceColumns } from "./deviceColumns";
import { DeviceFilters } from "./DeviceFilters";
import { deviceFilter, devicesKey, fetchDevices } from "./devices";
import { isFiltered, type DeviceSearch } from "./deviceSearch";

const DeviceForm = lazy(() => import("./DeviceForm").then((module) => ({ default: module.DeviceForm })));

export function DevicesPage() {
  const search = useSearch({ from: "/app/devices" });
  const navigate = useNavigate({ from: "/devices" });
  const filter = useMemo(() => deviceFilter(search), [search]);
  const list = usePages<Device>([...devicesKey, filter], (offset, limit, signal) =>
    fetchDevices(filter, offset, limit, signal),
  );
  const selection = useSelection();
  const mayEdit = useMay("devices:edit");
  const mayPoll = useMay("polling:run");
  const [adding, setAdding] = useState(false);
  const filtered = isFiltered(search);

  const change = (next: Partial<DeviceSearch>) =>
    void navigate({ search: (old) => ({ ...old, ...next }), replace: true });

  return (
    <Page
      title="Devices"
      lead={
        list.isPending
          ? "Counting…"
          : plural(list.total, filtered ? "match" : "device", filtered ? "matches" : "devices")
      }
      actions={
        mayEdit && (
          <Button leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>
            Add device
          </Button>
        )
      }
      fill
    >
      <DeviceFilters search={search} onChange={change} />
      <div className={frame.frame} aria-busy={list.isFetching}>
        {selection.size > 0 && <BulkBar selection={selection} mayEdit={mayEdit} mayPoll={mayPoll} />}
        {list.error ? (
          <Failure doing="Could not load devices." error={list.error} retry={list.refetch} />
        ) : list.isPending ? (
          <Waiting rows={14} label="Loading devices" />
        ) : (
          <DataTable
            label="Devices"
            columns={deviceColumns}
            count={list.total}
            rowAt={list.rowAt}
            keyOf={(device) => device.id}
            nameOf={(device) => device.name}
            onVisible={list.setVisible}
            sort={search.sort ?? "name"}
            onSort={(sort) => change({ sort: sort || undefined })}
            onOpen={(device) =>
              void navigate({ to: "/devices/$deviceId", params: { deviceId: String(device.id) } })
            }
            selection={mayEdit || mayPoll ? selection : undefined}
            empty={
              filtered ? (
                <Empty title="No device matches">Loosen a filter to see more.</Empty>
              ) : (
                <Empty title="No devices yet">Add one, import a list, or discover a range.</Empty>
              )
            }
          />
        )}
      </div>
      {adding && (
        <Suspense fallback={null}>
          <DeviceForm device={null} onClose={() => setAdding(false)} />
        </Suspense>
      )}
    </Page>
  );
}
