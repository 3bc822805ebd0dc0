import "@fontsource-variable/inter/wght.css";
import "@fontsource-variable/jetbrains-mono/wght.css";
import "./styles";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { loadLanguage } from "@/i18n/translations";

/** Texts first: modules say theirs while they load. */
async function start(): Promise<void> {
  const root = document.getElementById("root");
  if (!root) throw new Error("index.html has no #root");
  await loadLanguage();
  const { App } = await import("./App");
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}

void start();
