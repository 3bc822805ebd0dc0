/** The pages of baselines and anomalies. */
export const baselinesRoutes = [] as const;
