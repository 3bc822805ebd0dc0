import { useQueryClient } from "@tanstack/react-query";
import { Link, useRouter, type ErrorComponentProps } from "@tanstack/react-router";
import { Page } from "@/ui/Page";
import { Empty, Failure } from "@/ui/states";

/** A page that could not be shown. An old page after an upgrade lands here too: its parts are gone, a reload helps. */
export function PageFailure({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const queries = useQueryClient();
  const stale =
    error instanceof Error && /dynamically imported module|module script failed/i.test(error.message);
  function retry() {
    if (stale) {
      globalThis.location.reload();
      return;
    }
    void queries.resetQueries().then(() => {
      reset();
      return router.invalidate();
    });
  }
  return (
    <Page title="This page could not be shown">
      <Failure
        doing={
          stale ? "The server has a newer console than this tab. Reloading gets it." : "Something failed."
        }
        error={error}
        retry={retry}
      />
    </Page>
  );
}

export function NotFound() {
  return (
    <Page title="Nothing here">
      <Empty title="There is no page at this address.">
        <Link to="/" className="link">
          Go to the overview
        </Link>
      </Empty>
    </Page>
  );
}
