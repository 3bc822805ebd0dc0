import { Link } from "@tanstack/react-router";
import classes from "./Shell.module.css";
import { t } from "./texts";

export function Brand() {
  return (
    <Link to="/" className={classes.brand} aria-label={t("watchkeeperToTheOverview")}>
      <img src="/favicon.svg" width={24} height={24} alt="" />
      {t("watchkeeper")}
    </Link>
  );
}
