import { Drawer } from "@mantine/core";
import { Navigation } from "./Navigation";
import { t } from "./texts";

/** The navigation where there is no room for it beside the page. */
export function NavigationDrawer({ onSearch, onClose }: { onSearch: () => void; onClose: () => void }) {
  return (
    <Drawer
      opened
      onClose={onClose}
      size="15rem"
      padding={0}
      withCloseButton={false}
      aria-label={t("navigation")}
    >
      <Navigation
        onSearch={() => {
          onClose();
          onSearch();
        }}
      />
    </Drawer>
  );
}
