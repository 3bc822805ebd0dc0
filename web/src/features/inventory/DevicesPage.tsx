import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { lazy, Suspense, useMemo, useState } from "react";
import type { Device } from "@/api/types";
import { useMay } from "@/features/accounts/session";
import { Page } from "@/ui/Page";
import { Empty, Failure, Waiting } from "@/ui/states";
import { DataTable } from "@/ui/table/DataTable";
import { TableTools } from "@/ui/table/TableTools";
import { useColumnChoice } from "@/ui/table/useColumnChoice";
import { allPages, usePages } from "@/ui/table/usePages";
import { useSelection } from "@/ui/table/useSelection";
import frame from "@/ui/table/TableFrame.module.css";
import { BulkBar } from "./BulkBar";
import { deviceColumns } from "./deviceColumns";
import { DeviceFilters } from "./DeviceFilters";
import { deviceFilter, devicesKey, fetchDevices } from "./devices";
import { isFiltered, type DeviceSearch } from "./deviceSearch";
import { t } from "./texts";

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

  const choice = useColumnChoice("devices", deviceColumns);
  const everyDevice = () => allPages((offset, limit) => fetchDevices(deviceFilter(search), offset, limit));

  const change = (next: Partial<DeviceSearch>) =>
    void navigate({ search: (old) => ({ ...old, ...next }), replace: true });

  return (
    <Page
      title={t("devices")}
      lead={list.isPending ? t("counting") : t(filtered ? "nMatches" : "nDevices", { count: list.total })}
      actions={
        mayEdit && (
          <Button leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>
            {t("addDevice")}
          </Button>
        )
      }
      fill
    >
      <DeviceFilters
        search={search}
        onChange={change}
        tools={<TableTools tableId="devices" choice={choice} rows={everyDevice} />}
      />
      <div className={frame.frame} aria-busy={list.isFetching}>
        {selection.size > 0 && <BulkBar selection={selection} mayEdit={mayEdit} mayPoll={mayPoll} />}
        {list.error ? (
          <Failure doing={t("couldNotLoadDevices")} error={list.error} retry={list.refetch} />
        ) : list.isPending ? (
          <Waiting rows={14} label={t("loadingDevices")} />
        ) : (
          <DataTable
            label={t("devices")}
            columns={choice.shown}
            count={list.total}
            question={list.question}
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
                <Empty title={t("noDeviceMatches")}>{t("loosenAFilterToSeeMore")}</Empty>
              ) : (
                <Empty title={t("noDevicesYet")}>{t("addOneImportAListOr")}</Empty>
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
