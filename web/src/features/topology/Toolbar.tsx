import { Button } from "@mantine/core";
import { useState, type RefObject } from "react";
import type { NetworkMap } from "@/api/types";
import { oneOf } from "@/lib/search";
import { Filter, SearchBox } from "@/ui/table/Filters";
import type { CanvasHandle } from "./Canvas";
import type { Elements } from "./elements";
import { save, toGraphml, toJson, toSvg } from "./exports";
import classes from "./Map.module.css";
import { COLOURS, GROUPED, LAYERS, LAYOUTS, VIEWS, layersOf, toggled, type MapSearch } from "./mapSearch";
import { t } from "./texts";

interface ToolbarProps {
  map: NetworkMap;
  grouped: boolean;
  drawn: Elements;
  search: MapSearch;
  change: (next: Partial<MapSearch>) => void;
  handle: RefObject<CanvasHandle | null>;
  onFound: (name: string) => void;
}

const COLOUR_LABEL = { state: t("byState"), load: t("byLoad") } as const;
const VIEW_LABEL = {
  map: t("viewMap"),
  table: t("viewTable"),
  changes: t("viewChanges"),
  risks: t("viewRisks"),
} as const;

export function Toolbar({ map, grouped, drawn, search, change, handle, onFound }: ToolbarProps) {
  const [wanted, setWanted] = useState<string | undefined>();
  const on = layersOf(search);
  function look(text: string | undefined) {
    setWanted(text);
    const found = text
      ? map.nodes.find((node) => node.name.toLowerCase().includes(text.toLowerCase()))
      : undefined;
    if (found) onFound(found.name);
  }
  return (
    <div className={classes.bar}>
      <SearchBox label={t("find")} value={wanted} onChange={look} />
      <Filter
        label={t("view")}
        value={search.view ?? "map"}
        options={VIEWS.map((value) => ({ value, label: VIEW_LABEL[value] }))}
        onChange={(value) => change({ view: oneOf(value, VIEWS) })}
      />
      <Filter
        label={t("layout")}
        value={search.layout ?? "force"}
        options={LAYOUTS.map((value) => ({ value, label: t(value) }))}
        onChange={(value) => change({ layout: oneOf(value, LAYOUTS) })}
      />
      <Filter
        label={t("grouping")}
        value={grouped ? "yes" : "no"}
        options={GROUPED.map((value) => ({ value, label: t(value === "yes" ? "grouped" : "ungrouped") }))}
        onChange={(value) => change({ grouped: oneOf(value, GROUPED), open: undefined })}
      />
      <Filter
        label={t("colour")}
        value={search.colour ?? "state"}
        options={COLOURS.map((value) => ({ value, label: COLOUR_LABEL[value] }))}
        onChange={(value) => change({ colour: oneOf(value, COLOURS) })}
      />
      <fieldset className={classes.layers} aria-label={t("layers")}>
        {LAYERS.map((layer) => (
          <Button
            key={layer}
            size="compact-xs"
            variant={on.includes(layer) ? undefined : "default"}
            aria-pressed={on.includes(layer)}
            onClick={() => change({ layers: toggled(on, layer) })}
          >
            {t(layer)}
          </Button>
        ))}
      </fieldset>
      <Exports map={map} drawn={drawn} handle={handle} />
    </div>
  );
}

function Exports({ map, drawn, handle }: Pick<ToolbarProps, "map" | "drawn" | "handle">) {
  const files: readonly [string, () => void][] = [
    [t("asPng"), () => handle.current && save("network.png", handle.current.png(), "image/png")],
    [
      t("asSvg"),
      () => handle.current && save("network.svg", toSvg(drawn, handle.current.positions()), "image/svg+xml"),
    ],
    [t("asJson"), () => save("network.json", toJson(map), "application/json")],
    [t("asGraphml"), () => save("network.graphml", toGraphml(map), "application/xml")],
  ];
  return (
    <fieldset className={classes.layers} aria-label={t("export")}>
      {files.map(([name, run]) => (
        <Button key={name} size="compact-xs" variant="subtle" onClick={run}>
          {name}
        </Button>
      ))}
    </fieldset>
  );
}
