import { catalogue } from "@/i18n/catalogue";

export const en = {
  logInToWatchkeeper: "Log in to Watchkeeper",
  userName: "User name",
  password: "Password",
  wait: "Wait {{wait}}",
  logIn: "Log in",
  firstRunTheUserNameIs:
    "First run? The user name is <part/>; its password was printed when the server started for the first time.",
  tooManyAttempts: "Too many attempts.",
  request: "Request",
  passwordChanged: "Password changed",
  useItTheNextTimeYou: "Use it the next time you log in.",
  changePassword: "Change password",
  somebodyElseSetThePassword: "Somebody else set the password of {{user}}. Choose your own before you go on.",
  for: "For {{user}}.",
  newPassword: "New password",
  currentPassword: "Current password",
  atLeast12CharactersASentence: "At least 12 characters. A sentence is easier to keep than a riddle.",
  newPasswordAgain: "New password again",
  thisDiffersFromTheNewPassword: "This differs from the new password.",
  thePasswordWasNotChanged: "The password was not changed.",
  sessionEnded: "Your session has ended.",
  logInAgain: "Log in again.",
  logInTitle: "Log in · Watchkeeper",
  doorOpensShortly: " The door opens again shortly.",
  tryAgainNow: " You may try again now.",
} as const;

export const t = catalogue("accounts", en);
