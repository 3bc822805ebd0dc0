import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo, useState } from "react";
import { latestQuery } from "@/features/series/series";
import type { Window } from "@/lib/range";
import { Empty, Loaded } from "@/ui/states";
import { DataTable } from "@/ui/table/DataTable";
import { SearchBox } from "@/ui/table/Filters";
import frame from "@/ui/table/TableFrame.module.css";
import { TableTools } from "@/ui/table/TableTools";
import { useColumnChoice } from "@/ui/table/useColumnChoice";
import { filterPorts, interfacesQuery, portRows, sortPorts } from "./interfaces";
import { portColumns } from "./portColumns";
import { useSparks } from "./useSparks";
import { t } from "./texts";

/** Every interface with its rates now and a sparkline of the window. */
export function DeviceInterfaces({ deviceId, window }: { deviceId: number; window: Window }) {
  const search = useSearch({ from: "/app/devices/$deviceId" });
  const navigate = useNavigate({ from: "/devices/$deviceId" });
  const interfaces = useQuery(interfacesQuery(deviceId));
  const latest = useQuery(latestQuery("interface", deviceId));
  const sort = search.sort ?? "name";
  const rows = useMemo(
    () => sortPorts(filterPorts(portRows(interfaces.data ?? [], latest.data), search.q), sort),
    [interfaces.data, latest.data, search.q, sort],
  );
  const [visible, setVisible] = useState({ first: 0, last: 30 });
  const onVisible = useCallback((first: number, last: number) => setVisible({ first, last }), []);
  const names = rows.slice(visible.first, visible.last + 1).map((row) => row.name);
  const sparks = useSparks(deviceId, names, window);
  const columns = useMemo(() => portColumns(sparks, window), [sparks, window]);
  const choice = useColumnChoice("interfaces", columns);
  const change = (next: { q?: string; sort?: string; interface?: string }) =>
    void navigate({ search: (old) => ({ ...old, ...next }), replace: next.interface === undefined });

  return (
    <div className={frame.stack}>
      <div className={frame.filters} role="search">
        <SearchBox label={t("searchInterfaces")} value={search.q} onChange={(q) => change({ q })} />
        {interfaces.data && (
          <span className="dim num" role="status">
            {rows.length === interfaces.data.length
              ? t("nInterfaces", { count: rows.length })
              : t("of2", { number: rows.length, number2: interfaces.data.length })}
          </span>
        )}
        <span className={frame.grow} />
        <TableTools tableId="interfaces" choice={choice} rows={() => rows} />
      </div>
      <div className={frame.frame}>
        <Loaded query={interfaces} what={t("interfaces")} rows={12}>
          {(all) => (
            <DataTable
              label={t("interfaces2")}
              columns={choice.shown}
              count={rows.length}
              rowAt={(index) => rows[index]}
              keyOf={(row) => row.id}
              onVisible={onVisible}
              sort={sort}
              onSort={(next) => change({ sort: next || undefined })}
              onOpen={(row) => change({ interface: row.name })}
              empty={
                all.length === 0 ? (
                  <Empty title={t("noInterfacesKnown")}>{t("theyAreReadWithTheFirst")}</Empty>
                ) : (
                  <Empty title={t("noInterfaceMatches")}>{t("nameAliasDescriptionAndMac")}</Empty>
                )
              }
            />
          )}
        </Loaded>
      </div>
    </div>
  );
}
