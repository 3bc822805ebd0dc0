/** Carries preferences between this browser and the account. */
import { api, body } from "@/api/client";
import { chooseLanguage } from "@/i18n/language";
import { applyDensity } from "@/lib/chosen";
import {
  adoptPreferences,
  preferences,
  setPreference,
  whenPreferencesChange,
  type Preferences,
} from "@/lib/preferences";
import { tellFailed } from "@/ui/toast";
import { t } from "./texts";

const PAUSE_MS = 800;
let timer: ReturnType<typeof setTimeout> | undefined;

async function keep(chosen: Preferences): Promise<void> {
  try {
    await api.PUT("/api/v1/session/preferences", { body: { chosen: { ...chosen } } });
  } catch (error) {
    tellFailed(t("notKept"), error);
  }
}

/**
 * Take over what the account prefers, and from then on tell it of every change. Called once somebody is logged in. Nothing is
 * told before: that would be what this browser had, in place of what the account has.
 */
export async function carryPreferences(): Promise<void> {
  try {
    const { chosen } = await body(api.GET("/api/v1/session/preferences"));
    adoptPreferences(chosen);
    applyDensity();
    if (typeof chosen.language === "string") chooseLanguage(chosen.language);
  } catch (error) {
    tellFailed(t("notFetched"), error); // those of this browser hold
  }
  whenPreferencesChange((all) => {
    applyDensity();
    clearTimeout(timer);
    timer = setTimeout(() => void keep(all), PAUSE_MS);
  });
}

/** Speak another language: the account is told first, or the next page would take its old one over again. */
export async function speak(code: string): Promise<void> {
  setPreference("language", code);
  clearTimeout(timer);
  await keep(preferences());
  chooseLanguage(code);
}
