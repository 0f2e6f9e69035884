import { Hash } from 'lucide-react'
import { displayName, UNKNOWN_USER, type User } from '../../shared/model/user.ts'
import type { Entry } from '../features/switcher/entry.ts'
import type { Folded } from '../state/fold.ts'
import { shownUnread } from '../state/selectors.ts'
import type { AppModel } from '../state/store.ts'

interface PlacesOptions {
  readonly model: AppModel
  readonly folded: (text: string) => Folded
  /** Whether the page knows who is online. */
  readonly isPresenceKnown: boolean
  readonly words: { readonly online: string; readonly offline: string }
  readonly openRoom: () => void
  readonly showPerson: (id: number) => void
}

/** Where the quick switcher leads: the room, and everybody of whom the page knows, those who are online first. */
export function placesOf({ model, folded, words, ...options }: PlacesOptions): readonly Entry[] {
  const session = model.app?.session
  if (!session) return []
  const { room, user } = session
  const unread = shownUnread(model, room.id)
  const online = new Set(options.isPresenceKnown ? model.people.online.map(({ id }) => id) : [])
  const others = Object.values(model.usersById).filter(({ id }) => id !== user.id && id !== UNKNOWN_USER)
  const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
  const sorted = others
    .map((other) => {
      const name = displayName(other)
      return { other, name, away: online.has(other.id) ? 0 : 1, order: folded(name).text }
    })
    .toSorted((a, b) => a.away - b.away || compare(a.order, b.order))
  const person = (other: User, name: string, isOnline: boolean): Entry => ({
    id: `person:${other.id}`,
    kind: 'person',
    label: name,
    detail: isOnline ? words.online : words.offline,
    also: other.username,
    person: other,
    presence: isOnline ? 'online' : 'offline',
    run: () => options.showPerson(other.id)
  })
  return [
    { id: `room:${room.id}`, kind: 'room', label: room.name, icon: Hash, unread, run: options.openRoom },
    ...sorted.map(({ other, name, away }) => person(other, name, away === 0))
  ]
}
