import { MultiSelect } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { poolsQuery } from "@/features/inventory/devices";
import { deviceNamesQuery, foundDevicesQuery, MOST_LISTED, useNames } from "./names";
import { subjectsChosen, subjectsOf, type ExplorerSearch, type Question } from "./question";
import { t } from "./texts";

const MOST_CHOSEN = 20;

interface SubjectChoiceProps {
  question: Question;
  onChange: (next: Partial<ExplorerSearch>) => void;
}

const group = <T,>(name: string, items: T[]) => (items.length > 0 ? [{ group: name, items }] : []);

/** What the question is about: devices by name, a pool, what a text finds, or all. */
export function SubjectChoice({ question, onChange }: SubjectChoiceProps) {
  const [typed, setTyped] = useState("");
  const [settled] = useDebouncedValue(typed.trim(), 200);
  const pools = useQuery(poolsQuery).data ?? [];
  const listed = useQuery(deviceNamesQuery).data ?? [];
  const found = useQuery({
    ...foundDevicesQuery(settled),
    enabled: settled !== "" && listed.length >= MOST_LISTED,
  });
  const nameOf = useNames(question.devices);
  const chosen = subjectsOf(question);
  const texts = [...new Set([question.q ?? "", typed.trim()])].filter((text) => text !== "");
  const devices = new Map([
    ...listed.map(({ id, name }) => [id, name] as const),
    ...(found.data ?? []).map(({ id, name }) => [id, name] as const),
    ...question.devices.map((id) => [id, nameOf(id)] as const),
  ]);
  return (
    <MultiSelect
      label={t("devices")}
      placeholder={chosen.length === 0 ? t("allDevices") : undefined}
      data={[
        ...texts.map((text) => ({ value: `q:${text}`, label: t("allWith", { text }) })),
        ...group(
          t("pools"),
          pools.map(({ id, name }) => ({ value: `pool:${id}`, label: t("pool", { name }) })),
        ),
        ...group(
          t("devices"),
          [...devices].map(([id, label]) => ({ value: String(id), label })),
        ),
      ]}
      value={chosen}
      onChange={(values) => onChange(subjectsChosen(values, chosen))}
      searchValue={typed}
      onSearchChange={setTyped}
      maxValues={MOST_CHOSEN}
      limit={50}
      searchable
    />
  );
}
