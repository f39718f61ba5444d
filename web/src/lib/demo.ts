/** Is this somebody who was made up for the local platform? By the prefix of infra/local/population/ids.py. */
export const isMadeUp = (id: string): boolean => id.startsWith("0000dem0");
