/** The pages of alerts. */
export const alertsRoutes = [] as const;
