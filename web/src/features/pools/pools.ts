/** Under which key answers about pools are kept. */
export const poolsKey = ["pools"] as const;
