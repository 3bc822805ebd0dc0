import { Button } from "@mantine/core";
import { t } from "./texts";

/** Recovery codes, shown this once. */
export function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  return (
    <div role="status">
      <p>{t("keepTheseCodes")}</p>
      <pre className="mono">{codes.join("\n")}</pre>
      <Button size="compact-sm" variant="default" onClick={onDone}>
        {t("done")}
      </Button>
    </div>
  );
}
