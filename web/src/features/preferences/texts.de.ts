import type { Translation } from "@/i18n/catalogue";
import type { en } from "./texts";

export default {
  title: "Einstellungen",
  lead: "Wie die Konsole für Sie ist. Sie folgen Ihrem Konto in andere Browser.",
  notFetched: "Die Einstellungen des Kontos wurden nicht geholt",
  notKept: "Die Einstellungen wurden nicht beim Konto gemerkt",
  appearance: "Aussehen",
  language: "Sprache",
  languageHint: "Die Seite lädt neu in der anderen Sprache.",
  theme: "Thema",
  "theme.auto": "Wie das System",
  "theme.light": "Hell",
  "theme.dark": "Dunkel",
  density: "Dichte",
  "density.comfortable": "Bequem",
  "density.compact": "Dicht",
  "density.large": "Groß",
  reading: "Zeiten und Einheiten",
  timezone: "Zeiten",
  timezoneHint: "Listen, Kurven und Felder folgen ihr; im Hinweis jeder Zeit steht auch UTC.",
  "timezone.local": "Wie dieser Rechner: {{zone}}",
  "timezone.utc": "UTC",
  traffic: "Verkehr",
  "traffic.bits": "Bit je Sekunde",
  "traffic.bytes": "Byte je Sekunde",
} satisfies Translation<typeof en>;
