import { IconBookmark, IconX } from "@tabler/icons-react";
import { useNavigate, useRouterState } from "@tanstack/react-router";
import { useState } from "react";
import { usePreference } from "@/lib/preferences";
import { parseSearch } from "@/lib/search";
import { Drop } from "../Drop";
import drop from "../Drop.module.css";
import { t } from "../texts";
import { tellDone } from "../toast";
import classes from "./SavedViews.module.css";

interface View {
  name: string;
  /** What the URL says: `?state=down&sort=name`. */
  search: string;
}

const NONE: readonly View[] = [];

/** Filters and order by name. A view is what the URL says, so that it can also be sent as a link. */
export function SavedViews({ tableId }: { tableId: string }) {
  const [views, setViews] = usePreference(`table.${tableId}.views`, NONE);
  const [name, setName] = useState("");
  const navigate = useNavigate();
  const search = useRouterState({ select: (state) => state.location.searchStr });

  function keep() {
    const wanted = name.trim();
    if (wanted === "") return;
    setViews([...views.filter((view) => view.name !== wanted), { name: wanted, search }]);
    setName("");
  }

  function forget(view: View) {
    const before = views;
    setViews(views.filter((other) => other !== view));
    tellDone(t("viewForgotten", { name: view.name }), undefined, () => setViews(before));
  }

  return (
    <Drop label={<IconBookmark size={16} aria-hidden="true" />} title={t("views")} align="end">
      {views.length === 0 && <p className={drop.head}>{t("noViews")}</p>}
      {views.map((view) => (
        <div key={view.name} className={classes.view}>
          <button
            type="button"
            className={drop.item}
            aria-current={view.search === search || undefined}
            onClick={() => void navigate({ to: ".", search: parseSearch(view.search) })}
          >
            {view.name}
          </button>
          <button
            type="button"
            className={classes.forget}
            aria-label={t("forgetView", { name: view.name })}
            onClick={() => forget(view)}
          >
            <IconX size={14} aria-hidden="true" />
          </button>
        </div>
      ))}
      <div className={drop.rule} />
      <form
        className={classes.keep}
        onSubmit={(event) => {
          event.preventDefault();
          keep();
        }}
      >
        <input
          aria-label={t("nameOfView")}
          placeholder={t("nameOfView")}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <button type="submit" disabled={name.trim() === ""}>
          {t("keepView")}
        </button>
      </form>
    </Drop>
  );
}
