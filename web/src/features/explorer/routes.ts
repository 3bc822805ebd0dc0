/** The pages of the explorer. */
export const explorerRoutes = [] as const;
