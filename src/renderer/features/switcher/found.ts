import { fold, type Folded } from '../../state/fold.ts'
import type { Entry } from './entry.ts'
import { matchOf, RANKS, type Match } from './match.ts'

export type GroupName = 'rooms' | 'places' | 'people' | 'recent' | 'online' | 'actions'

export interface FoundEntry {
  readonly entry: Entry
  /** What of its label was typed; null: nothing. */
  readonly match: Match | null
}

export interface Group {
  readonly name: GroupName
  readonly found: readonly FoundEntry[]
}

/** More of one kind is not drawn: whoever sees that many types another letter. */
const MOST = 50
const MOST_RECENT = 5
const MOST_ONLINE = 5

const KIND_OF_PREFIX: Readonly<Record<string, Entry['kind']>> = { '@': 'person', '#': 'room', '>': 'action' }
const NAME_OF_KIND = { person: 'people', room: 'rooms', action: 'actions' } as const

interface Search {
  readonly entries: readonly Entry[]
  /** As it was typed. */
  readonly query: string
  /** Ids of what was chosen before, the latest first. */
  readonly recent: readonly string[]
  readonly folded: (text: string) => Folded
}

/** What the quick switcher shows, group by group. `entries` are in the order that equals keep. */
export function foundGroups(search: Search): readonly Group[] {
  const typed = search.query.trim()
  const kind = KIND_OF_PREFIX[typed.charAt(0)]
  if (kind) {
    const own = search.entries.filter((entry) => entry.kind === kind)
    return filled([{ name: NAME_OF_KIND[kind], found: ranked(own, typed.slice(1), search) }])
  }
  if (typed === '') return beginning(search)
  const isAction = ({ kind }: Entry): boolean => kind === 'action'
  return filled([
    {
      name: 'places',
      found: ranked(
        search.entries.filter((entry) => !isAction(entry)),
        typed,
        search
      )
    },
    { name: 'actions', found: ranked(search.entries.filter(isAction), typed, search) }
  ])
}

/** Before anything is typed: the rooms, those with unread messages first; the latest choices; who is there. */
function beginning({ entries, recent }: Search): readonly Group[] {
  const rooms = entries.filter(({ kind }) => kind === 'room')
  const byUnread = rooms.toSorted((a, b) => Number((b.unread ?? 0) > 0) - Number((a.unread ?? 0) > 0))
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  const chosen = recent.flatMap((id) => byId.get(id) ?? []).filter(({ kind }) => kind !== 'room')
  const shown = chosen.slice(0, MOST_RECENT)
  const others = entries.filter(
    (entry) => entry.kind === 'person' && entry.presence === 'online' && !shown.includes(entry)
  )
  return filled([
    { name: 'rooms', found: byUnread.slice(0, MOST).map(unmatched) },
    { name: 'recent', found: shown.map(unmatched) },
    { name: 'online', found: others.slice(0, MOST_ONLINE).map(unmatched) }
  ])
}

/** Those that fit, the best first; of equals what was chosen last. */
function ranked(entries: readonly Entry[], typed: string, { recent, folded }: Search): readonly FoundEntry[] {
  const query = fold(typed).text.trim()
  const age = ({ entry }: FoundEntry): number => {
    const index = recent.indexOf(entry.id)
    return index === -1 ? Infinity : index
  }
  const rank = ({ match }: FoundEntry): number => match?.rank ?? RANKS.inside
  const byRank = (a: FoundEntry, b: FoundEntry): number => rank(a) - rank(b) || compare(age(a), age(b))
  const found =
    query === '' ? entries.map(unmatched) : entries.flatMap((entry) => fitting(entry, query, folded))
  return found.toSorted(byRank).slice(0, MOST)
}

function fitting(entry: Entry, query: string, folded: Search['folded']): FoundEntry[] {
  const match = matchOf(folded(entry.label), query)
  if (match) return [{ entry, match }]
  const other = entry.also === undefined ? null : matchOf(folded(entry.also), query)
  return other ? [{ entry, match: { rank: other.rank, spans: [] } }] : []
}

/** Infinite numbers have no difference. */
function compare(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1
}

function unmatched(entry: Entry): FoundEntry {
  return { entry, match: null }
}

function filled(groups: readonly Group[]): readonly Group[] {
  return groups.filter(({ found }) => found.length > 0)
}
