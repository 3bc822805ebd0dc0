/** The permission matrix: permissions by area, and which roles have them. Pure. */
import type { Permission } from "@/api/types";
import { saidOf } from "@/i18n/catalogue";

export interface Area {
  readonly name: string;
  readonly permissions: readonly Permission[];
}

/** Permissions by what stands before the colon, areas and permissions in the order of the vocabulary. */
export function areasOf(permissions: readonly Permission[]): Area[] {
  const found = new Map<string, Permission[]>();
  for (const permission of permissions) {
    const area = permission.name.split(":", 1)[0] ?? permission.name;
    found.set(area, [...(found.get(area) ?? []), permission]);
  }
  return [...found].map(([name, inside]) => ({ name, permissions: inside }));
}

/** The list with or without one name. */
export function toggled(names: readonly string[], name: string, on: boolean): string[] {
  const without = names.filter((one) => one !== name);
  return on ? [...without, name] : without;
}

/** What a permission allows, in the page's language; as the server says it, where that has no words for it yet. */
export const meaningOf = (permission: Permission): string =>
  saidOf(permission.meaning, "access", `may.${permission.name.replace(":", "_")}`);

/** What an area is called. */
export const areaName = (area: string): string =>
  saidOf(area.charAt(0).toUpperCase() + area.slice(1), "access", `area.${area}`);
