/** The pages of topology. */
export const topologyRoutes = [] as const;
