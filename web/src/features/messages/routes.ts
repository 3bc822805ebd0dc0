/** The pages of received messages. */
export const messagesRoutes = [] as const;
