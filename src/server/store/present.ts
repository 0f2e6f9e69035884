/** A row that must be there. */
export function present<T>(row: T | undefined, what: string): T {
  if (row === undefined) throw new Error(`${what} is not in the store`)
  return row
}
