import { displayName, type User } from '../../../shared/model/user.ts'
import { othersOnline } from '../../state/selectors.ts'

const collators = new Map<string, Intl.Collator>()
const sorted = new WeakMap<readonly User[], { key: string; people: readonly User[] }>()

/** The others who are online, by name. Thousands may come and go: one list is sorted once, whoever shows it. */
export function peopleByName(online: readonly User[], ownId: number, locale: string): readonly User[] {
  const key = `${locale} ${ownId}`
  const known = sorted.get(online)
  if (known?.key === key) return known.people
  const collator = collators.get(locale) ?? new Intl.Collator(locale)
  collators.set(locale, collator)
  const people = othersOnline(online, ownId, (a, b) => collator.compare(displayName(a), displayName(b)))
  sorted.set(online, { key, people })
  return people
}

/** The same people for somebody who is among them: whoever stays keeps their place, whoever comes is at the end. */
export function peopleInPlace(before: readonly User[], now: readonly User[]): readonly User[] {
  const byId = new Map(now.map((user) => [user.id, user]))
  const kept = before.flatMap(({ id }) => byId.get(id) ?? [])
  for (const { id } of kept) byId.delete(id)
  return [...kept, ...byId.values()]
}
