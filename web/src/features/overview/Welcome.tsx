import { Link } from "@tanstack/react-router";
import { Page } from "@/ui/Page";
import { Panel } from "@/ui/Panel";
import classes from "./Overview.module.css";

/** An empty system: what to do first, in the order that works. */
export function Welcome() {
  return (
    <Page
      title="Overview"
      lead="Nothing is watched yet. Three steps, and living charts follow within a minute."
    >
      <Panel title="Start watching">
        <ol className={classes.steps}>
          <li>
            <Link to="/credentials" className="link">
              Add a credential
            </Link>
            <span className="dim">
              The SNMP community or v3 user that opens your devices. It is stored encrypted.
            </span>
          </li>
          <li>
            <Link to="/discovery" className="link">
              Discover a range
            </Link>
            <span className="dim">
              Watchkeeper asks who answers, by ping and then SNMP, and shows what it found before anything is
              added.
            </span>
          </li>
          <li>
            <Link to="/import" className="link">
              Or import a list
            </Link>
            <span className="dim">CSV or YAML, with a preview of every change.</span>
          </li>
        </ol>
      </Panel>
    </Page>
  );
}
