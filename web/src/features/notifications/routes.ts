/** The pages of notifications. */
export const notificationsRoutes = [] as const;
