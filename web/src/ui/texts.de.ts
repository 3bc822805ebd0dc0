import type { Translation } from "@/i18n/catalogue";
import type { en } from "./texts";

export default {
  thatDidNotWork: "Das hat nicht geklappt.",
  keepAsItIs: "So lassen",
  device: "Gerät {{id}}",
  never: "nie",
  local: "{{at}} Ortszeit\n{{at2}}",
  notices: "Meldungen",
  dismiss: "Schließen",
  request: "Anfrage",
  tryAgain: "Erneut versuchen",
  loading: "Lade: {{what}}",
  couldNotLoad: "Konnte nicht laden: {{what}}.",
  row: "Zeile {{index}}",
  select: "{{index}} auswählen",
  clearSearch: "Suche leeren",
  selectTheLoadedRows: "Die {{number}} geladenen Zeilen auswählen",
  loadingSomething: "Lädt",
  requestId: "Anfrage {{id}}",
  noDevice: "kein Gerät",
  upDownUnknown: "{{up}} erreichbar, {{down}} ausgefallen, {{unknown}} unbekannt",
} satisfies Translation<typeof en>;
