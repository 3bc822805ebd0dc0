import { Select, useMantineColorScheme } from "@mantine/core";
import { language, LANGUAGES } from "@/i18n/language";
import { DENSITIES, TRAFFIC_UNITS } from "@/lib/chosen";
import { usePreference } from "@/lib/preferences";
import { LOCAL, UTC, zoneNames } from "@/lib/zone";
import { Choice } from "@/ui/Choice";
import { Page } from "@/ui/Page";
import { Panel } from "@/ui/Panel";
import forms from "@/ui/forms.module.css";
import { speak } from "./preferences";
import { t } from "./texts";

const THEMES = ["auto", "light", "dark"] as const;
const MOST_SHOWN = 60;

/** The browser's own zone and UTC first, then all by name. */
function zones() {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return [
    { value: LOCAL, label: t("timezone.local", { zone: own }) },
    { value: UTC, label: t("timezone.utc") },
    ...zoneNames()
      .filter((name) => name !== "UTC")
      .map((name) => ({ value: name, label: name.replaceAll("_", " ") })),
  ];
}

/** What one may choose for oneself; kept the moment it is chosen. */
export function PreferencesPage() {
  const [density, setDensity] = usePreference<string>("density", "comfortable");
  const [timezone, setTimezone] = usePreference<string>("timezone", "local");
  const [traffic, setTraffic] = usePreference<string>("traffic", "bits");
  // keepTransitions: switching them off for a moment would inject a style element, which the CSP forbids
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true });

  return (
    <Page title={t("title")} lead={t("lead")}>
      <Panel title={t("appearance")}>
        <div className={forms.form}>
          <Choice
            label={t("language")}
            description={t("languageHint")}
            value={language}
            options={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
            onChange={(value) => void speak(value)}
          />
          <Choice
            label={t("theme")}
            value={colorScheme}
            options={THEMES.map((value) => ({ value, label: t(`theme.${value}`) }))}
            onChange={(value) => setColorScheme(THEMES.find((theme) => theme === value) ?? "auto")}
          />
          <Choice
            label={t("density")}
            value={density}
            options={DENSITIES.map((value) => ({ value, label: t(`density.${value}`) }))}
            onChange={setDensity}
          />
        </div>
      </Panel>
      <Panel title={t("reading")}>
        <div className={forms.form}>
          <Select
            label={t("timezone")}
            description={t("timezoneHint")}
            value={timezone}
            data={zones()}
            onChange={(value) => value && setTimezone(value)}
            allowDeselect={false}
            limit={MOST_SHOWN}
            searchable
            maw="24rem"
          />
          <Choice
            label={t("traffic")}
            value={traffic}
            options={TRAFFIC_UNITS.map((value) => ({ value, label: t(`traffic.${value}`) }))}
            onChange={setTraffic}
          />
        </div>
      </Panel>
    </Page>
  );
}
