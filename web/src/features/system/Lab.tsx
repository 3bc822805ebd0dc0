import { Button, Select } from "@mantine/core";
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, body } from "@/api/client";
import type { FaultKind, Lab as LabState } from "@/api/types";
import { useMay } from "@/features/accounts/session";
import { deviceNamesQuery } from "@/features/explorer/names";
import { interfacesQuery } from "@/features/inventory/interfaces";
import { ActionButton } from "@/ui/ActionButton";
import { Age } from "@/ui/Moment";
import { Panel } from "@/ui/Panel";
import { tellDone, tellFailed } from "@/ui/toast";
import classes from "./System.module.css";
import { t } from "./texts";

const labQuery = queryOptions({
  queryKey: ["lab"],
  queryFn: () => body(api.GET("/api/v1/lab")),
  refetchInterval: 10_000,
});

interface Way {
  kind: FaultKind;
  label: string;
  hint: string;
  atInterface: boolean;
  amount?: number;
}

const WAYS: readonly Way[] = [
  { kind: "link-down", label: t("pullCable"), hint: t("pullCableHint"), atInterface: true },
  { kind: "errors", label: t("damageFrames"), hint: t("damageFramesHint"), atInterface: true, amount: 40 },
  { kind: "fade-optic", label: t("dimOptic"), hint: t("dimOpticHint"), atInterface: true, amount: 2 },
  { kind: "silence", label: t("silence"), hint: t("silenceHint"), atInterface: false },
  { kind: "slow", label: t("slow"), hint: t("slowHint"), atInterface: false, amount: 800 },
  { kind: "reboot", label: t("reboot"), hint: t("rebootHint"), atInterface: false, amount: 20 },
];
const labelOf = (kind: string): string => WAYS.find((way) => way.kind === kind)?.label ?? kind;

/** Breaks the emulated network, so that one sees what the console does then. Nothing is shown where none runs. */
export function Lab() {
  const lab = useQuery(labQuery);
  const mayOperate = useMay("system:operate");
  if (!lab.data?.running || !mayOperate) return null;
  return (
    <Panel title={t("lab")} note={t("labNote")}>
      <Break />
      <Broken lab={lab.data} />
    </Panel>
  );
}

/** Every order answers with what is broken then. */
function useOrder<T>(order: (given: T) => Promise<LabState>, failed: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: order,
    onSuccess: (state) => queries.setQueryData(labQuery.queryKey, state),
    onError: (error) => tellFailed(failed, error),
  });
}

const mend = (id: number): Promise<LabState> =>
  body(api.DELETE("/api/v1/lab/faults/{fault_id}", { params: { path: { fault_id: id } } }));

function Break() {
  const devices = useQuery(deviceNamesQuery);
  const [device, setDevice] = useState<string | null>(null);
  const [port, setPort] = useState<string | null>(null);
  const id = devices.data?.find(({ name }) => name === device)?.id;
  const ports = useQuery({ ...interfacesQuery(id ?? 0), enabled: id !== undefined });
  const order = useOrder(
    (way: Way) =>
      body(
        api.POST("/api/v1/lab/faults", {
          body: {
            kind: way.kind,
            device: device ?? "",
            interface: way.atInterface ? port : undefined,
            amount: way.amount,
          },
        }),
      ),
    t("notBroken"),
  );
  const takeBack = useOrder(mend, t("notMended"));
  const tell = (way: Way, state: LabState) => {
    const newest = state.faults.reduce((last, fault) => Math.max(last, fault.id), 0);
    tellDone(t("broken", { what: way.label, device: device ?? "" }), way.hint, () => takeBack.mutate(newest));
  };
  const missing = (way: Way): string | undefined =>
    device === null ? t("chooseDevice") : way.atInterface && port === null ? t("chooseInterface") : undefined;

  return (
    <div className={classes.break}>
      <div className={classes.where}>
        <Select
          label={t("device")}
          searchable
          data={(devices.data ?? []).map(({ name }) => name)}
          value={device}
          onChange={(name) => {
            setDevice(name);
            setPort(null);
          }}
        />
        <Select
          label={t("interface")}
          searchable
          disabled={id === undefined}
          data={(ports.data ?? []).map(({ name }) => name)}
          value={port}
          onChange={setPort}
        />
      </div>
      <div className={classes.faults} role="group" aria-label={t("breakIt")}>
        {WAYS.map((way) => (
          <ActionButton
            key={way.kind}
            variant="default"
            title={way.hint}
            why={missing(way)}
            loading={order.isPending && order.variables === way}
            onClick={() => order.mutate(way, { onSuccess: (state) => tell(way, state) })}
          >
            {way.label}
          </ActionButton>
        ))}
      </div>
    </div>
  );
}

function Broken({ lab }: { lab: LabState }) {
  const one = useOrder(mend, t("notMended"));
  const all = useOrder(() => body(api.DELETE("/api/v1/lab/faults")), t("notMended"));
  if (lab.faults.length === 0) return <p className="dim">{t("nothingBroken")}</p>;
  return (
    <>
      <ul className={classes.broken}>
        {lab.faults.map((fault) => (
          <li key={fault.id}>
            <span>
              {[labelOf(fault.kind), fault.device, fault.interface].filter(Boolean).join(" · ")}{" "}
              <span className="faint">
                <Age at={fault.since} />
              </span>
            </span>
            <Button size="compact-sm" variant="default" onClick={() => one.mutate(fault.id)}>
              {t("mend")}
            </Button>
          </li>
        ))}
      </ul>
      <Button variant="default" loading={all.isPending} onClick={() => all.mutate(undefined)}>
        {t("mendAll")}
      </Button>
    </>
  );
}
