import { catalogue } from "@/i18n/catalogue";

export const en = {
  availability: "availability",
  nothingHasAskedThisDeviceYet: "Nothing has asked this device yet.",
  fullAnsweredLowDidNotHatched: "full: answered · low: did not · hatched: not known",
  knownForOfTheWindow: ", known for {{known}} of the window",
  answeredOfTheTimeThatIs: "answered {{value}} of the time that is known{{cover}}",
  of: "of {{known}}",
  noSamplesInThisWindow: "No samples in this window",
  notKnown: "{{label}}: not known",
  latestBetweenAndKnownForOf:
    "{{label}}: latest {{unit}}, between {{unit2}} and {{unit3}}, known for {{cover}} % of the time",
  likely: "{{label}}: between {{low}} and {{high}}",
  likelyAt: "{{expected}} ({{low}} to {{high}})",
  lastKnown: "last known {{start}}",
  timeRange: "Time range",
  last: "Last {{range}}",
  noSamples: "no samples",
  answered: "answered",
  didNotAnswer: "did not answer",
  answeredPartly: "answered part of the time",
  notKnownPlain: "not known",
  notKnownInThisWindow: "not known in this window",
  latest: "latest",
  limits: "Limits: {{what}}.",
  marks: "What happened: {{what}}",
} as const;

export const t = catalogue("series", en);
