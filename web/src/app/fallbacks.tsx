import { useQueryClient } from "@tanstack/react-query";
import { Link, useRouter, type ErrorComponentProps } from "@tanstack/react-router";
import { Page } from "@/ui/Page";
import { Empty, Failure } from "@/ui/states";
import { t } from "./texts";

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
    <Page title={t("thisPageCouldNotBeShown")}>
      <Failure
        doing={stale ? t("theServerHasANewerConsole") : t("somethingFailed")}
        error={error}
        retry={retry}
      />
    </Page>
  );
}

export function NotFound() {
  return (
    <Page title={t("nothingHere")}>
      <Empty title={t("thereIsNoPageAtThis")}>
        <Link to="/" className="link">
          {t("goToTheOverview")}
        </Link>
      </Empty>
    </Page>
  );
}
