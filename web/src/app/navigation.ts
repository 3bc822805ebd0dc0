/**
 * The places one can go, under the verbs: watch what is there, understand it, act on it, operate the platform. Each
 * feature brings its own in `navigation.ts`; its labels stand there in every language, because the frame shows them before
 * the feature's texts are loaded.
 */
import type { Icon } from "@tabler/icons-react";
import type { LinkProps } from "@tanstack/react-router";
import { language, type Language } from "@/i18n/language";
import { t } from "./texts";

export const VERBS = ["watch", "understand", "act", "operate"] as const;
export type Verb = (typeof VERBS)[number];

export interface Place {
  verb: Verb;
  /** Where it stands below its verb, from small to large: 10, 20, … */
  order: number;
  to: NonNullable<LinkProps["to"]>;
  label: Readonly<Record<Language, string>>;
  icon: Icon;
  /** Shown only to those who have it. */
  permission: string;
}

const modules = import.meta.glob<{ places: readonly Place[] }>("../features/*/navigation.ts", {
  eager: true,
});
const places = Object.values(modules)
  .flatMap((module) => module.places)
  .sort((a, b) => a.order - b.order);

export const VERB_LABEL: Readonly<Record<Verb, string>> = {
  watch: t("watch"),
  understand: t("understand"),
  act: t("act"),
  operate: t("operate"),
};

export const labelOf = (place: Place): string => place.label[language];

/** The places a person with these permissions may go to, by verb; verbs without one are left out. */
export function placesFor(permissions: readonly string[]): { verb: Verb; places: Place[] }[] {
  return VERBS.map((verb) => ({
    verb,
    places: places.filter((place) => place.verb === verb && permissions.includes(place.permission)),
  })).filter((group) => group.places.length > 0);
}
