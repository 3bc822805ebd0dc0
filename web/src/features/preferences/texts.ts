import { catalogue } from "@/i18n/catalogue";

export const en = {
  title: "Preferences",
  lead: "How the console is for you. They follow your account to other browsers.",
  notFetched: "Preferences of the account were not fetched",
  notKept: "Preferences were not kept on the account",
  appearance: "Appearance",
  language: "Language",
  languageHint: "The page reloads in the other language.",
  theme: "Theme",
  "theme.auto": "As the system",
  "theme.light": "Light",
  "theme.dark": "Dark",
  density: "Density",
  "density.comfortable": "Comfortable",
  "density.compact": "Compact",
  "density.large": "Large",
  reading: "Times and units",
  timezone: "Times",
  timezoneHint: "Lists, charts and fields obey it; the hint of every time says UTC as well.",
  "timezone.local": "As this computer: {{zone}}",
  "timezone.utc": "UTC",
  traffic: "Traffic",
  "traffic.bits": "Bits a second",
  "traffic.bytes": "Bytes a second",
} as const;

export const t = catalogue("preferences", en);
