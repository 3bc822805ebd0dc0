import { Link } from "@tanstack/react-router";
import classes from "./Shell.module.css";

export function Brand() {
  return (
    <Link to="/" className={classes.brand} aria-label="Watchkeeper, to the overview">
      <img src="/favicon.svg" width={24} height={24} alt="" />
      Watchkeeper
    </Link>
  );
}
