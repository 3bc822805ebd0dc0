import { Button } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { Variable } from "@/api/types";
import { deviceNamesQuery } from "@/features/explorer/names";
import { sitesQuery } from "@/features/inventory/devices";
import { Filter } from "@/ui/table/Filters";
import frame from "@/ui/table/TableFrame.module.css";
import { t } from "./texts";
import type { Values } from "./variables";

interface VariableBarProps {
  variables: readonly Variable[];
  values: Values;
  editing: boolean;
  onChoose: (name: string, id: string | undefined) => void;
  onChange: (variables: Variable[]) => void;
}

const LABELS = { device: t("device"), site: t("site") } as const;

/** Chooses what the panels speak of; while editing, adds and removes such choices. */
export function VariableBar({ variables, values, editing, onChoose, onChange }: VariableBarProps) {
  const used = new Set(variables.map((variable) => variable.kind));
  const devices = useQuery({ ...deviceNamesQuery, enabled: used.has("device") });
  const sites = useQuery({ ...sitesQuery, enabled: used.has("site") });
  if (variables.length === 0 && !editing) return null;

  const add = (kind: Variable["kind"]) => {
    const same = variables.filter((variable) => variable.kind === kind).length;
    const name = same === 0 ? kind : `${kind}${same + 1}`;
    onChange([...variables, { name, label: "", kind, default: null }]);
  };

  return (
    <div className={frame.filters} role="group" aria-label={t("variables")}>
      {variables.map((variable) => {
        const options = variable.kind === "device" ? devices.data : sites.data;
        return (
          <span key={variable.name} style={{ display: "inline-flex", alignItems: "center" }}>
            <Filter
              label={variable.label || LABELS[variable.kind]}
              none={t("chooseOne")}
              value={values[variable.name] === undefined ? undefined : String(values[variable.name])}
              options={(options ?? []).map((one) => ({ value: String(one.id), label: one.name }))}
              onChange={(id) => onChoose(variable.name, id)}
            />
            {editing && (
              <Button
                size="compact-sm"
                variant="subtle"
                aria-label={t("removeVariable", { name: variable.name })}
                onClick={() => onChange(variables.filter((other) => other !== variable))}
              >
                <IconX size={14} />
              </Button>
            )}
          </span>
        );
      })}
      {editing && variables.length < 8 && (
        <>
          <Button size="compact-md" variant="subtle" onClick={() => add("device")}>
            {t("addDeviceVariable")}
          </Button>
          <Button size="compact-md" variant="subtle" onClick={() => add("site")}>
            {t("addSiteVariable")}
          </Button>
        </>
      )}
    </div>
  );
}
