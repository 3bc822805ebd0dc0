/** The pages of dashboards. */
export const dashboardsRoutes = [] as const;
