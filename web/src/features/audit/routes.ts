/** The pages of the audit log. */
export const auditRoutes = [] as const;
