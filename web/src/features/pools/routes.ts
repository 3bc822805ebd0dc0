/** The pages of poller pools. */
export const poolsRoutes = [] as const;
