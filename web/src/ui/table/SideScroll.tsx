import type { ReactNode } from "react";

import tables from "./plain.module.css";

/** What may be wider than its place. It takes the focus, so that it can be scrolled by keyboard where nothing in it does. */
export function SideScroll({ children }: { children: ReactNode }) {
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={tables.scroll} tabIndex={0}>
      {children}
    </div>
  );
}
