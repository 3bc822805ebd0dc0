import { useEffect, type ReactNode } from "react";
import { noteVisit } from "@/lib/visits";
import classes from "./Page.module.css";

interface PageProps {
  title: string;
  /** Shown instead of the plain title, when it needs marks beside it. */
  heading?: ReactNode;
  lead?: ReactNode;
  actions?: ReactNode;
  /** `fill` makes the last child take the height that is left (tables). */
  fill?: boolean;
  children: ReactNode;
}

/** A page: document title, one h1, actions, content. */
export function Page({ title, heading, lead, actions, fill = false, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Watchkeeper`;
    noteVisit(title, globalThis.location.pathname);
  }, [title]);
  return (
    <div className={fill ? `${classes.page} ${classes.fill}` : classes.page}>
      <header className={classes.head}>
        <div className={classes.titles}>
          <h1 className={classes.title}>{heading ?? title}</h1>
          {lead !== undefined && <div className={classes.lead}>{lead}</div>}
        </div>
        {actions !== undefined && <div className={classes.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}
