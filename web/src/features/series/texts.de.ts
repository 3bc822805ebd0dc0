import type { Translation } from "@/i18n/catalogue";
import type { en } from "./texts";

export default {
  availability: "Verfügbarkeit",
  nothingHasAskedThisDeviceYet: "Noch hat nichts dieses Gerät gefragt.",
  fullAnsweredLowDidNotHatched: "voll: antwortete · niedrig: nicht · schraffiert: nicht bekannt",
  knownForOfTheWindow: ", bekannt für {{known}} des Zeitraums",
  answeredOfTheTimeThatIs: "antwortete {{value}} der bekannten Zeit{{cover}}",
  of: "von {{known}}",
  noSamplesInThisWindow: "Keine Messwerte in diesem Zeitraum",
  notKnown: "{{label}}: nicht bekannt",
  latestBetweenAndKnownForOf:
    "{{label}}: zuletzt {{unit}}, zwischen {{unit2}} und {{unit3}}, bekannt für {{cover}} % der Zeit",
  likely: "{{label}}: zwischen {{low}} und {{high}}",
  likelyAt: "{{expected}} ({{low}} bis {{high}})",
  lastKnown: "zuletzt bekannt {{start}}",
  timeRange: "Zeitraum",
  last: "Letzte {{range}}",
  noSamples: "keine Messwerte",
  answered: "antwortete",
  didNotAnswer: "antwortete nicht",
  answeredPartly: "antwortete zeitweise",
  notKnownPlain: "nicht bekannt",
  notKnownInThisWindow: "in diesem Zeitraum nicht bekannt",
  latest: "zuletzt",
  limits: "Grenzen: {{what}}.",
  marks: "Was geschah: {{what}}",
} satisfies Translation<typeof en>;
