import { createTheme, Drawer, Modal, type MantineThemeOverride } from "@mantine/core";

/** Colours and sizes live in ui/tokens.css; this only sets behaviour that all pages share. */
export const theme: MantineThemeOverride = createTheme({
  respectReducedMotion: true,
  cursorType: "pointer",
  components: {
    // Locking the page's scroll would inject a style element, which the content security policy forbids.
    Modal: Modal.extend({ defaultProps: { lockScroll: false, transitionProps: { duration: 120 } } }),
    Drawer: Drawer.extend({ defaultProps: { lockScroll: false, transitionProps: { duration: 120 } } }),
  },
});
