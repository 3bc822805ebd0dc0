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
  earlier: "Earlier: the window before",
  later: "Later: the window after",
  alreadyNow: "This is the present",
  wider: "Twice as long",
  heatSays:
    "Means of an hour between {{low}} and {{high}}; most is from {{hour}} on, {{mean}} in the mean of all days.",
  all: "all",
  anyTime: "At any time",
  fromTo: "Choose both ends",
  from: "From",
  to: "To",
  show: "Show",
  endsTooEarly: "The end must be at least a minute after the start",
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
