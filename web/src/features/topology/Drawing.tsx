import { lazy, Suspense, type ComponentProps } from "react";
import { Empty, Waiting } from "@/ui/states";
import { Legend } from "./Legend";
import classes from "./Map.module.css";
import { t } from "./texts";

const Canvas = lazy(() => import("./Canvas"));

type DrawingProps = Omit<ComponentProps<typeof Canvas>, "label"> & {
  comparing: boolean;
  byLoad: boolean;
  shifting: boolean;
};

/** The drawing, whose library loads only when somebody looks at a map. */
export function Drawing({ comparing, byLoad, shifting, ...props }: DrawingProps) {
  const { drawn } = props;
  return (
    <div className={classes.drawing}>
      {drawn.nodes.length === 0 ? (
        <Empty title={t(props.earth ? "sitesPlaced" : "nothingYet")}>
          {t(props.earth ? "unplacedWhy" : "nothingYetWhy")}
        </Empty>
      ) : (
        <Suspense fallback={<Waiting rows={8} label={t("counting")} />}>
          <div className={classes.stage}>
            <Canvas
              {...props}
              label={t("mapOf", { devices: drawn.nodes.length, links: drawn.edges.length })}
            />
          </div>
          <Legend comparing={comparing} byLoad={byLoad} shifting={shifting} />
        </Suspense>
      )}
    </div>
  );
}
