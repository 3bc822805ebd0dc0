/** How windows look by their state. */
export const TONES = { active: "busy", planned: "info", over: "off" } as const;
