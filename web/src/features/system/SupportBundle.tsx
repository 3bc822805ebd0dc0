import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useMay } from "@/features/accounts/session";
import { bytes } from "@/lib/format";
import { Panel } from "@/ui/Panel";
import { Failure } from "@/ui/states";
import { fetchBundle, saveFile } from "./supportBundle";
import classes from "./System.module.css";
import { t } from "./texts";

/** One file with how the platform is, for whoever helps with it. Who makes one is recorded. */
export function SupportBundle() {
  const may = useMay("system:support");
  const [received, setReceived] = useState(0);
  const make = useMutation({
    mutationFn: () => fetchBundle(setReceived),
    onMutate: () => setReceived(0),
    onSuccess: saveFile,
  });
  if (!may) return null;
  return (
    <Panel title={t("supportBundle")}>
      <p className="dim">{t("supportBundleHint")}</p>
      <div className={classes.bundle}>
        <Button variant="default" loading={make.isPending} onClick={() => make.mutate()}>
          {t("makeBundle")}
        </Button>
        <span role="status" className="dim">
          {make.isPending && t("bundleReceived", { size: bytes(received) })}
          {make.data && t("bundleDone", { name: make.data.name, size: bytes(make.data.content.size) })}
        </span>
      </div>
      {make.error && <Failure doing={t("noBundle")} error={make.error} />}
    </Panel>
  );
}
