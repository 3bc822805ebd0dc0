import type { Translation } from "@/i18n/catalogue";
import type { en } from "./texts";

export default {
  notAccepted: "nicht angenommen",
  serverAnswered: "Der Server antwortete {{status}}",
  sessionEnded: "Ihre Sitzung ist beendet.",
  logInAgain: "Melden Sie sich neu an.",
  keyKnown: "Dieser Sicherheitsschlüssel ist schon eingetragen.",
  noKeyAnswered: "Kein Sicherheitsschlüssel hat geantwortet.",
  noKeyAnsweredHint: "Versuchen Sie es noch einmal, oder nehmen Sie einen Code.",
  noAnswer: "Der Server antwortet nicht.",
  noAnswerHint:
    "Prüfen Sie, ob er läuft und dieser Browser ihn erreicht. Was auf der Seite steht, kann alt sein.",
} satisfies Translation<typeof en>;
