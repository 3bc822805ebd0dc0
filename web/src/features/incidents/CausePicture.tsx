import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useMemo } from "react";
import type { CausePicture as Picture } from "@/api/types";
import { useMay } from "@/features/accounts/session";
import { count } from "@/lib/format";
import { Waiting } from "@/ui/states";
import classes from "./Incident.module.css";
import { drawnOf, rowsOf } from "./picture";
import { PictureList } from "./PictureList";
import { t } from "./texts";

const Canvas = lazy(() => import("@/features/topology/Canvas"));
const NONE: ReadonlySet<string> = new Set();
const nothing = () => undefined;

/** What the incident touches, drawn as on the map, whose library loads here; a device or link opens by a click. */
export function CausePicture({ picture }: { picture: Picture }) {
  const navigate = useNavigate();
  const mayMap = useMay("topology:view");
  const drawn = useMemo(() => drawnOf(picture), [picture]);
  const rows = useMemo(() => rowsOf(picture), [picture]);
  function open(id: string | undefined) {
    const row = rows.find(({ key }) => key === `node:${id ?? ""}` || key === `link:${id ?? ""}`);
    if (row && row.device > 0) {
      void navigate({ to: "/devices/$deviceId", params: { deviceId: String(row.device) } });
    } else if (row?.link && mayMap) {
      void navigate({ to: "/map", search: { selected: row.link } });
    }
  }
  return (
    <>
      <div className={classes.picture}>
        <Suspense fallback={<Waiting rows={6} label={t("drawing")} />}>
          <Canvas
            still
            drawn={drawn}
            earth={undefined}
            layout="layered"
            selected={undefined}
            lit={NONE}
            failed={NONE}
            label={t("pictureOf", { devices: picture.nodes.length, links: picture.links.length })}
            onSelect={open}
            onSwitch={nothing}
            onCloseAll={nothing}
            onReady={nothing}
          />
        </Suspense>
      </div>
      <details className={classes.pictureList}>
        <summary>{t("pictureList", { count: rows.length })}</summary>
        <PictureList rows={rows} mayMap={mayMap} />
      </details>
      {picture.left_out > 0 && (
        <p className={classes.more} title={count(picture.left_out)}>
          {t("pictureLeftOut", { count: picture.left_out })}
        </p>
      )}
    </>
  );
}
