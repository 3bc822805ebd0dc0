import { catalogue } from "@/i18n/catalogue";

export const en = {
  notAccepted: "not accepted",
  serverAnswered: "The server answered {{status}}",
  sessionEnded: "Your session has ended.",
  logInAgain: "Log in again.",
  keyKnown: "This security key is registered already.",
  noKeyAnswered: "No security key has answered.",
  noKeyAnsweredHint: "Try again, or use a code.",
  noAnswer: "The server does not answer.",
  noAnswerHint: "Check that it runs and that this browser can reach it. What is on the page may be old.",
} as const;

export const t = catalogue("api", en);
