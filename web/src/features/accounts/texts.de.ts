import type { Translation } from "@/i18n/catalogue";
import type { en } from "./texts";

export default {
  logInToWatchkeeper: "Bei Watchkeeper anmelden",
  userName: "Benutzername",
  password: "Passwort",
  wait: "{{wait}} warten",
  logIn: "Anmelden",
  firstRunTheUserNameIs:
    "Zum ersten Mal hier? Der Benutzername ist <part/>; das Passwort gab der Server bei seinem ersten Start aus.",
  tooManyAttempts: "Zu viele Versuche.",
  request: "Anfrage",
  passwordChanged: "Passwort geändert",
  useItTheNextTimeYou: "Verwenden Sie es bei der nächsten Anmeldung.",
  changePassword: "Passwort ändern",
  somebodyElseSetThePassword:
    "Jemand anderes hat das Passwort von {{user}} gesetzt. Wählen Sie ein eigenes, bevor es weitergeht.",
  for: "Für {{user}}.",
  newPassword: "Neues Passwort",
  currentPassword: "Jetziges Passwort",
  atLeast12CharactersASentence: "Mindestens 12 Zeichen. Ein Satz merkt sich leichter als ein Rätsel.",
  newPasswordAgain: "Neues Passwort noch einmal",
  thisDiffersFromTheNewPassword: "Das weicht vom neuen Passwort ab.",
  thePasswordWasNotChanged: "Das Passwort wurde nicht geändert.",
  sessionEnded: "Ihre Sitzung ist beendet.",
  logInAgain: "Melden Sie sich neu an.",
  logInTitle: "Anmelden · Watchkeeper",
  doorOpensShortly: " Gleich geht es wieder.",
  tryAgainNow: " Sie können es jetzt wieder versuchen.",
} satisfies Translation<typeof en>;
