/** The pages of a person's preferences. */
export const preferencesRoutes = [] as const;
