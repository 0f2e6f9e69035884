import type { Entry } from './entry.ts'

/** The id of an option in its list, by which the field says which one is marked. */
export function optionId(listId: string, { id }: Entry): string {
  return `${listId}-${id}`
}
