/** The pages of health. */
export const healthRoutes = [] as const;
