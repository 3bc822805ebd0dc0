/** What a region shows when it has nothing, not yet anything, or could not get it. */
import { Button, Skeleton } from "@mantine/core";
import type { ReactNode } from "react";
import { asProblem } from "@/api/problem";
import { Mark } from "./Status";
import classes from "./states.module.css";
import { t } from "./texts";

export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className={classes.empty}>
      <p className={classes.title}>{title}</p>
      {children !== undefined && <div className={classes.text}>{children}</div>}
    </div>
  );
}

/** A failure with its reason, the next step and the request id that support will ask for. */
export function Failure({ doing, error, retry }: { doing: string; error: unknown; retry?: () => void }) {
  const problem = asProblem(error);
  return (
    <div className={classes.failure} role="alert">
      <Mark tone="bad" size={14} />
      <div>
        <p className={classes.title}>
          {doing} {problem.message}
        </p>
        {problem.hint && <p className={classes.text}>{problem.hint}</p>}
        {problem.fields.map((field) => (
          <p key={field.loc + field.msg} className={classes.text}>
            <span className="mono">{field.loc}</span>: {field.msg}
          </p>
        ))}
        {problem.requestId && (
          <p className={classes.request}>
            {t("request")} <span className="mono">{problem.requestId}</span>
          </p>
        )}
        {retry && (
          <Button size="compact-sm" variant="default" mt={8} onClick={retry}>
            {t("tryAgain")}
          </Button>
        )}
      </div>
    </div>
  );
}

/** Rows that stand where content will be, so that nothing jumps when it comes. */
export function Waiting({ rows = 5, label = t("loadingSomething") }: { rows?: number; label?: string }) {
  return (
    <div className={classes.waiting} role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, index) => (
        <Skeleton key={index} height="0.9rem" width={`${92 - ((index * 17) % 45)}%`} radius="sm" />
      ))}
    </div>
  );
}

interface QueryLike<T> {
  data: T | undefined;
  error: unknown;
  isPending: boolean;
  refetch: () => unknown;
}

interface LoadedProps<T> {
  query: QueryLike<T>;
  /** Completes "… could not be loaded." */
  what: string;
  rows?: number;
  children: (data: T) => ReactNode;
}

/** The three states of a query: waiting, failed, here. Old data stays on screen when a refresh fails. */
export function Loaded<T>({ query, what, rows, children }: LoadedProps<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.isPending) return <Waiting rows={rows} label={t("loading", { what })} />;
  return (
    <Failure doing={t("couldNotLoad", { what })} error={query.error} retry={() => void query.refetch()} />
  );
}
