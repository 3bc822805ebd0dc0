import { lazy, Suspense, useRef, useState, type ComponentProps } from "react";
import { Empty, Waiting } from "@/ui/states";
import { Busy } from "./Busy";
import type { CanvasHandle, Progress } from "./Canvas";
import { Legend } from "./Legend";
import classes from "./Map.module.css";
import { t } from "./texts";

/** Begin to load the drawing's library: the page asks for it beside the map, which it takes as long to get. */
export const loadCanvas = () => import("./Canvas");
const Canvas = lazy(loadCanvas);

type DrawingProps = Omit<ComponentProps<typeof Canvas>, "label" | "onProgress"> & {
  comparing: boolean;
  byLoad: boolean;
  shifting: boolean;
  onTable: () => void;
};

/** The drawing, whose library loads only when somebody looks at a map. */
export function Drawing({ comparing, byLoad, shifting, onTable, onReady, ...props }: DrawingProps) {
  const { drawn } = props;
  const [progress, setProgress] = useState<Progress | undefined>();
  const handle = useRef<CanvasHandle | null>(null);
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
              onReady={(ready) => {
                handle.current = ready;
                onReady(ready);
              }}
              onProgress={setProgress}
            />
            {progress && (
              <Busy
                progress={progress}
                devices={drawn.nodes.length}
                onStop={() => handle.current?.stop()}
                onAgain={() => handle.current?.again()}
                onTable={onTable}
              />
            )}
          </div>
          <Legend comparing={comparing} byLoad={byLoad} shifting={shifting} />
        </Suspense>
      )}
    </div>
  );
}
