import type { Translation } from "@/i18n/catalogue";
import type { en } from "./texts";

export default {
  inbox: "Eingang",
  counting: "Wird gezählt …",
  nUnread_one: "{{n}} ungelesene Nachricht",
  nUnread_other: "{{n}} ungelesene Nachrichten",
  allRead: "Alles ist gelesen.",
  readAll: "Alle als gelesen markieren",
  search: "Nachrichten durchsuchen",
  onlyUnread: "Nur ungelesene",
  notLoaded: "Der Eingang konnte nicht geladen werden.",
  nothing: "Keine Nachrichten",
  nothingHint: "Niemand hat Ihnen etwas gemeldet.",
  howToGetSome: "Nachrichten kommen an, wenn eine Regel einen Weg der Art Eingang nennt.",
  toNotifications: "Benachrichtigungen",
  severity: "Schweregrad",
  message: "Nachricht",
  at: "Wann",
  actions: "Aktionen",
  markRead: "Gelesen",
  markUnread: "Ungelesen",
  markReadOf: "Als gelesen markieren: {{subject}}",
  markUnreadOf: "Als ungelesen markieren: {{subject}}",
} satisfies Translation<typeof en>;
