/** The pages of who may do what. */
export const accessRoutes = [] as const;
