/** Does `work` while no other process does work under the same lock file, and waits for its turn before. */
export function withLock<T>(file: string, work: () => Promise<T>): Promise<T>
