import { useQuery } from "@tanstack/react-query";
import { duration } from "@/lib/format";
import { language } from "@/i18n/language";
import { Failure } from "@/ui/states";
import { occurrencesQuery } from "./maintenance";
import classes from "./Maintenance.module.css";
import { t } from "./texts";

interface OccurrencesProps {
  timing: { start: string; end: string; rule: string; zone: string } | undefined;
}

/** The next five occurrences, as clocks at the work's place show them. */
export function Occurrences({ timing }: OccurrencesProps) {
  const query = useQuery(occurrencesQuery(timing));
  if (timing === undefined) return <p className="faint">{t("needsStart")}</p>;
  const weekday = new Intl.DateTimeFormat(language, { timeZone: timing.zone, weekday: "short" });
  // Swedish writes a date as ISO 8601 does, as all dates of the console are written.
  const date = new Intl.DateTimeFormat("sv", {
    timeZone: timing.zone,
    dateStyle: "short",
    timeStyle: "short",
  });
  return (
    <div className={classes.occurrences} aria-live="polite">
      <p className={classes.label}>{t("next", { zone: timing.zone })}</p>
      {query.error ? (
        <Failure doing={t("noSuchRule")} error={query.error} />
      ) : query.data?.length === 0 ? (
        <p className="faint">{t("never")}</p>
      ) : (
        <ol>
          {query.data?.map((one) => (
            <li key={one.start}>
              {weekday.format(new Date(one.start))} {date.format(new Date(one.start))}{" "}
              <span className="faint">
                {t("lasting", { span: duration((Date.parse(one.end) - Date.parse(one.start)) / 1000) })}
              </span>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
