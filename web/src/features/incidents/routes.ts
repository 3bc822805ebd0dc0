/** The pages of incidents. */
export const incidentsRoutes = [] as const;
