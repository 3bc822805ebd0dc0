import { MantineContext, MantineThemeProvider, type MantineColorScheme } from "@mantine/core";
import { useCallback, useEffect, useMemo, useState, type ReactNode } from "react";
import { theme } from "./theme";

const KEY = "wk-color-scheme"; // public/theme.js reads it before anything is drawn
const DARK = "(prefers-color-scheme: dark)";

function kept(): MantineColorScheme {
  try {
    const found = globalThis.localStorage.getItem(KEY);
    return found === "dark" || found === "light" ? found : "auto";
  } catch {
    return "auto"; // no storage: follow the system
  }
}

const root = (): HTMLElement => document.documentElement;

/**
 * Dark or light, and the library's theme. Its own provider would bring the code that writes colours into style elements;
 * here they come from files, as the content security policy wants.
 */
export function Look({ children }: { children: ReactNode }) {
  const [colorScheme, choose] = useState(kept);
  const setColorScheme = useCallback((scheme: MantineColorScheme) => {
    try {
      globalThis.localStorage.setItem(KEY, scheme);
    } catch {
      // A forbidden storage: it holds until the page goes.
    }
    choose(scheme);
  }, []);
  useEffect(() => {
    const media = globalThis.matchMedia(DARK);
    const show = () => {
      const dark = colorScheme === "auto" ? media.matches : colorScheme === "dark";
      root().setAttribute("data-mantine-color-scheme", dark ? "dark" : "light");
    };
    root().setAttribute("data-respect-reduced-motion", "true");
    show();
    media.addEventListener("change", show);
    return () => media.removeEventListener("change", show);
  }, [colorScheme]);
  useEffect(() => {
    const heard = (event: StorageEvent) => {
      if (event.key === KEY) choose(kept()); // another tab chose
    };
    globalThis.addEventListener("storage", heard);
    return () => globalThis.removeEventListener("storage", heard);
  }, []);
  const value = useMemo(
    () => ({
      colorScheme,
      setColorScheme,
      clearColorScheme: () => setColorScheme("auto"),
      getRootElement: root,
      classNamesPrefix: "mantine",
      cssVariablesSelector: ":root",
      withStaticClasses: true,
    }),
    [colorScheme, setColorScheme],
  );
  return (
    <MantineContext value={value}>
      <MantineThemeProvider theme={theme}>{children}</MantineThemeProvider>
    </MantineContext>
  );
}
