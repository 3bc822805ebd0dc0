import { createTheme, type MantineThemeOverride } from "@mantine/core";
import { t } from "@/ui/texts";

// Locking the page's scroll would inject a style element, which the content security policy forbids.
const overlay = {
  defaultProps: {
    lockScroll: false,
    transitionProps: { duration: 120 },
    closeButtonProps: { "aria-label": t("close") },
  },
};

/** Colours and sizes live in ui/tokens.css; this only sets behaviour that all pages share. */
export const theme: MantineThemeOverride = createTheme({
  respectReducedMotion: true,
  cursorType: "pointer",
  components: { Modal: overlay, Drawer: overlay }, // by name, so that they load only with what uses them
});
