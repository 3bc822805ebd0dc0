import { localStorageColorSchemeManager, MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { Toasts } from "@/ui/Toasts";
import { queries } from "./queries";
import { router } from "./router";
import { theme } from "./theme";

const colorScheme = localStorageColorSchemeManager({ key: "wk-color-scheme" });

/** Mantine's generated style elements are switched off: variables and classes come from files, as the CSP wants. */
export function App() {
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      colorSchemeManager={colorScheme}
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
        <Toasts />
      </QueryClientProvider>
    </MantineProvider>
  );
}
