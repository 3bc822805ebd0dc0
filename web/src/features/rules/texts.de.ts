import type { Translation } from "@/i18n/catalogue";
import type { en } from "./texts";

export default {
  title: "Alarmregeln",
  lead: "Wo eine Bedingung gilt, wird ein Alarm ausgelöst; wo sie nicht mehr gilt, endet er.",
  rules: "Regeln",
  add: "Regel anlegen",
  search: "Regeln durchsuchen",
  none: "Es gibt keine Regeln",
  state: "Zustand",
  on: "An",
  off: "Aus",
  unreadable: "Unlesbar",
  name: "Name",
  severity: "Schwere",
  firing: "Ausgelöst",
  waiting: "Wartet",
  condition: "Bedingung",
  origin: "Herkunft",
  own: "Eigene",
  shipped: "Mitgeliefert",
  changed: "Geändert",
  newRule: "Neue Regel",
  newLead: "Probieren Sie sie an Gespeichertem, bevor sie jemanden weckt.",
  ruleLead: "{{key}}, ausgelöst für {{firing}} Objekte, wartet bei {{waiting}}",
  thisRule: "diese Regel",
  rule: "Regel",
  key: "Schlüssel",
  keyHint: "Die Bedingung, die ihre Alarme tragen. Er bleibt für immer derselbe.",
  needsKey: "Kleinbuchstaben, Ziffern und _, zuerst ein Buchstabe",
  needsName: "braucht einen Namen",
  summary: "Was der Alarm sagt",
  summaryHint: "{object}, {device}, {value} und {unit} werden ersetzt.",
  advice: "Wonach zu sehen ist",
  adviceHint: "Für den, der davon geweckt wird.",
  sites: "Standorte",
  pools: "Pools",
  whereHint: "Ohne Standorte und Pools gilt sie für alle Geräte.",
  isOn: "Sie wird ausgewertet",
  save: "Speichern",
  saved: "{{name}} wurde gespeichert.",
  conditionWrong: "Die Bedingung ist nicht lesbar.",
  mayNotEdit: "Regeln zu ändern braucht das Recht rules:edit.",
  notSaved: "Die Regel wurde nicht gespeichert.",
  switchOn: "Einschalten",
  switchOff: "Ausschalten",
  switchedOn: "{{name}} ist an.",
  switchedOff: "{{name}} ist aus.",
  restore: "Zurücksetzen",
  remove: "Entfernen",
  restoreQuestion: "{{name}} wieder so herstellen, wie die Regel geliefert wurde?",
  removeQuestion: "{{name}} entfernen?",
  restored: "{{name}} ist wieder wie geliefert.",
  removed: "{{name}} wurde entfernt.",
  notRemoved: "Die Regel wurde nicht entfernt.",
  alertsEnd_one: "Ihr Alarm endet.",
  alertsEnd_other: "Ihre {{count}} Alarme enden.",
  readable: "Lesbar",
  looksAt: "Betrachtet Messwerte von {{source}}.",
  looksAtEvents: "Betrachtet Ereignisse.",
  waits: "Muss {{time}} lang gelten.",
  vocabulary: "Was genannt werden kann",
  source: "Quelle",
  number: "Zahl",
  text: "Text",
  truth: "wahr oder falsch",
  functions: "Funktionen: {{names}}. Zeiten: 30s, 5m, 2h, 1d.",
  trial: "Was sie ausgelöst hätte",
  howFar: "Wie weit zurück",
  try: "Probieren",
  notTried: "Die Bedingung wurde nicht probiert.",
  notTriedYet: "Noch nicht probiert",
  tryHint: "Die Bedingung wird über Gespeichertes abgespielt, genau wie sie laufend ausgewertet wird.",
  outcome_one: "{{count}} Alarm von {{objects}} Objekt, {{now}} jetzt; {{looked}} Reihen wurden betrachtet.",
  outcome_other:
    "{{count}} Alarme von {{objects}} Objekten, {{now}} jetzt; {{looked}} Reihen wurden betrachtet.",
  outcomeEvents_one:
    "{{count}} Alarm von {{objects}} Objekt, {{now}} jetzt; {{looked}} Ereignisse wurden betrachtet.",
  outcomeEvents_other:
    "{{count}} Alarme von {{objects}} Objekten, {{now}} jetzt; {{looked}} Ereignisse wurden betrachtet.",
  stale: "Die Bedingung hat sich seither geändert.",
  densityOf: "Gleichzeitig ausgelöst im Lauf der Zeit, höchstens {{count}}",
  raised: "Ausgelöst",
  lasted: "Dauer",
  lasts: "dauert an",
  object: "Objekt",
  value: "Wert",
  more: "und {{count}} weitere",
  averaged: "Betrachtet in Mitteln von {{time}}: laufend wird jede Abfrage betrachtet.",
  sampled: "Minute für Minute betrachtet, wie abgefragt wurde.",
  labelsOfToday: "Zustände und Arten sind die von heute.",
  silentDevices: "Laufend bleiben Geräte außer Acht, die nicht antworten.",
  manyEvents: "Es gab mehr Ereignisse, als betrachtet werden konnten.",
  "advice.optics_rx_dark":
    "Ist die Gegenstelle an und sendet sie? Ihre Sendeleistung vergleichen, dann Faser und Rangierfeld ansehen.",
  "advice.optics_rx_weak":
    "Die meisten Empfänger versagen zwischen -24 und -30 dBm; es gilt die Schwelle des Moduls selbst. Reinigen, dann die Faser messen.",
  "advice.optics_rx_fell":
    "Ein plötzlicher Verlust ist eine Biegung oder ein Stecker: Dort hat jemand gearbeitet. Nach Arbeiten in derselben Stunde suchen.",
  "advice.optics_hot": "Lüfter und Luftstrom des Gehäuses ansehen, und ob die Nachbarn ebenfalls warm sind.",
  "advice.interface_errors":
    "Fehler entstehen auf dem Hinweg: Kabel, Optik und Geschwindigkeit dieser Verbindung prüfen, und das Licht an diesem Ende.",
  "advice.interface_discards":
    "Die Warteschlange läuft über. Ist die Verbindung voll, oder sind die Spitzen zu kurz, um in Mittelwerten sichtbar zu sein?",
  "advice.interface_full":
    "Wer sendet? Die Summen der Geräte an beiden Enden ansehen, und ob eine parallele Verbindung ausgefallen ist.",
  "advice.traffic_anomaly":
    "Das Band auf der Seite der Schnittstelle zeigt, was erwartet war. Verkehr, der hier verschwand, taucht anderswo auf.",
  "advice.cpu_busy":
    "Welcher Prozess? Auf Routern nach ständig wechselnden Routen, in Software bearbeiteten Paketen und abfragenden Skripten suchen.",
  "advice.memory_full": "Wächst es? Ein Leck zeigt sich über Tage als gerade Linie.",
  "advice.storage_full":
    "Alte Abbilder und Speicherabzüge können meist weg. Die Vorhersage auf der Seite des Geräts sagt, wann es voll ist.",
  "advice.packets_lost":
    "Geräte auf demselben Weg vergleichen: Was sie gemeinsam haben, verliert die Pakete. Ausgelastete Router antworten auch verspätet auf Pings.",
  "advice.answers_slow":
    "Wurde der Verkehr umgeleitet? Den Weg auf der Karte und die Ereignisse der Routingprotokolle ansehen.",
  "advice.part_faulty": "Den Zustand des Bauteils am Gerät ansehen: Lüfter, Netzteil oder Modul.",
  "advice.temperature_high":
    "Ein Fühler: sein Lüfter oder Filter. Alle Fühler eines Standorts: dessen Kühlung.",
  "advice.load_data_missing":
    "Eine neue Softwareversion kann die Tabelle verschoben haben; eine eingeschränkte Sicht verbirgt sie. Den Agenten fragen: wk probe.",
  "advice.igp_metric_changed":
    "Wer hat sie geändert, und sollte das andere Ende folgen? Bis dahin unterscheiden sich die Wege beider Richtungen.",
  "advice.bgp_session_down":
    "Ist der Nachbar erreichbar? Dann: Hold-Timer, ein Zurücksetzen auf einer der Seiten, eine Grenze für Präfixe.",
  "advice.ospf_neighbour_down":
    "Dead-Timer, MTU, Area, Authentifizierung: beide Enden der Verbindung vergleichen.",
  "advice.isis_neighbour_down":
    "Hold-Timer, MTU, Level, Authentifizierung: beide Enden der Verbindung vergleichen.",
  "advice.bfd_session_down":
    "BFD fällt als Erstes aus, wenn Pakete verloren gehen: Fehler und Licht der Verbindung darunter ansehen.",
  "advice.ldp_session_down":
    "Gibt es eine Route zur Transportadresse des Nachbarn, und wartet das IGP auf LDP?",
  "advice.device_restarted":
    "War es geplant? Sonst nach Stromausfall, Absturzdatei und angemeldeten Personen suchen.",
} satisfies Translation<typeof en>;
