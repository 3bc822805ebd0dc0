/** The pages of sites and their map. */
export const sitesRoutes = [] as const;
