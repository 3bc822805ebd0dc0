import { Button } from "@mantine/core";
import { IconListDetails } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { Page } from "@/ui/Page";
import { Channels } from "./Channels";
import classes from "./Notifications.module.css";
import { Rules } from "./Rules";
import { t } from "./texts";
import { WhoGetsThis } from "./WhoGetsThis";

/** Who is told of incidents, over which channels, and why. */
export function NotificationsPage() {
  return (
    <Page
      title={t("title")}
      lead={t("lead")}
      actions={
        <Button
          variant="default"
          leftSection={<IconListDetails size={16} />}
          renderRoot={(props) => <Link to="/notifications/log" {...props} />}
        >
          {t("log")}
        </Button>
      }
    >
      <div className={classes.stack}>
        <Rules />
        <Channels />
        <WhoGetsThis />
      </div>
    </Page>
  );
}
