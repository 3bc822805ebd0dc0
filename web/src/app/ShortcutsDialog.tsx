import { Modal } from "@mantine/core";
import { labelOf, placesFor } from "./navigation";
import { GO } from "./shortcuts";
import classes from "./ShortcutsDialog.module.css";
import { t } from "./texts";

const EVERYWHERE: readonly (readonly [keys: readonly string[], what: string])[] = [
  [["Ctrl", "K"], t("keysSearch")],
  [["?"], t("keysHelp")],
];

const IN_LISTS: readonly (readonly [keys: readonly string[], what: string])[] = [
  [["/"], t("keysFilter")],
  [["j", "k"], t("keysMove")],
  [["Enter"], t("keysOpen")],
  [["x"], t("keysSelect")],
  [["Esc"], t("keysEscape")],
];

interface ShortcutsDialogProps {
  permissions: readonly string[];
  onClose: () => void;
}

/** Every key that does something, with the pages that one may go to. */
export function ShortcutsDialog({ permissions, onClose }: ShortcutsDialogProps) {
  const names = new Map(
    placesFor(permissions).flatMap(({ places }) => places.map((place) => [place.to, labelOf(place)])),
  );
  const pages = Object.entries(GO).flatMap(([letter, to]) => {
    const name = names.get(to);
    return name === undefined ? [] : [[["g", letter], name] as const];
  });
  return (
    <Modal opened onClose={onClose} title={t("keyboard")} size="38rem" centered>
      <div className={classes.columns}>
        <Keys title={t("keysPages")} rows={pages} />
        <div>
          <Keys title={t("keysEverywhere")} rows={EVERYWHERE} />
          <Keys title={t("keysLists")} rows={IN_LISTS} />
        </div>
      </div>
    </Modal>
  );
}

function Keys({ title, rows }: { title: string; rows: readonly (readonly [readonly string[], string])[] }) {
  return (
    <section className={classes.group}>
      <h3 className={classes.title}>{title}</h3>
      <dl className={classes.keys}>
        {rows.map(([keys, what]) => (
          <div key={what}>
            <dt>
              {keys.map((key) => (
                <kbd key={key} className={classes.key}>
                  {key}
                </kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
