/** A message as the server's file has it. */
export interface Stored {
  readonly id: number
  readonly seq: number
  readonly n: number
  readonly clientId: string
  readonly authorId: number
  /** Null: deleted since. */
  readonly body: string | null
}

/** What the server's file holds in the end: messages and events of the room, in their order. */
export interface Log {
  readonly messages: readonly Stored[]
  readonly events: readonly Happened[]
}

/** An event, known by its place and its random id. */
export interface Happened {
  readonly seq: number
  readonly event: string
}

/** A message that somebody typed. */
export interface Typed {
  /** Its client id; where the client gives none that can be seen from outside, its text, which is nobody else's. */
  readonly key: string
  /** Whether its author was told that it is on disk. A kill may come between the two: then it may be there or not. */
  readonly isSure: boolean
}

/** What was acknowledged to its author, under which numbers. */
export type Accepted = Pick<Stored, 'clientId' | 'id' | 'seq' | 'n'>

/** What a client typed, and what it ended up with. */
export interface Testimony {
  readonly client: string
  readonly typed: readonly Typed[]
  readonly accepted: readonly Accepted[]
  readonly seen: Seen
}

/** A `copy` is what a client has on disk, `events` what it was told, `hearing` what a browser page hears and reads. */
export type Seen =
  | { readonly kind: 'copy'; readonly messages: readonly Stored[] }
  | { readonly kind: 'events'; readonly events: readonly Happened[] }
  | { readonly kind: 'hearing'; readonly heard: readonly Heard[]; readonly history: readonly Heard[] }

/** A message as level 0 has it. */
export type Heard = Pick<Stored, 'id' | 'body'>

/** One client's line of the table. */
export interface Row {
  readonly client: string
  readonly typed: number
  readonly stored: number
  /** Of what the server holds. */
  readonly seen: number
  readonly toSee: number
  readonly lost: number
  readonly twice: number
  readonly outOfOrder: number
  /** What is otherwise than the server has it, or was never said. */
  readonly wrong: number
}

/** Compares what a client typed and saw with what the server holds. */
export function judge({ client, typed, accepted, seen }: Testimony, log: Log): Row {
  const own = judgeTyped(typed, log.messages.map(keysOf))
  const sight = judgeSeen(seen, log)
  const byClientId = new Map(log.messages.map((message) => [message.clientId, message]))
  const broken = accepted.filter((one) => !isSame(byClientId.get(one.clientId), one)).length
  return {
    client,
    typed: typed.length,
    stored: own.stored,
    seen: sight.seen,
    toSee: sight.toSee,
    lost: own.lost + sight.lost,
    twice: own.twice + sight.twice,
    outOfOrder: own.outOfOrder + sight.outOfOrder,
    wrong: sight.wrong + broken
  }
}

/** Messages that nobody typed. One of level 0 is known by its text alone, so not any more once it is deleted. */
export function countInvented(testimonies: readonly Testimony[], log: Log): number {
  const known = new Set(testimonies.flatMap(({ typed }) => typed.map(({ key }) => key)))
  const isKnown = (message: Stored): boolean => keysOf(message).some((key) => known.has(key))
  return log.messages.filter((message) => message.body !== null && !isKnown(message)).length
}

interface Sight {
  readonly seen: number
  readonly toSee: number
  readonly lost: number
  readonly twice: number
  readonly outOfOrder: number
  readonly wrong: number
}

/** Compares what was typed with what is there, in its order, each known by any of its keys. */
export function judgeTyped(typed: readonly Typed[], there: readonly (readonly string[])[]) {
  const placeByKey = new Map(typed.map(({ key }, place) => [key, place]))
  const places = there.flatMap((keys) => {
    const place = keys.map((key) => placeByKey.get(key)).find((one) => one !== undefined)
    return place === undefined ? [] : [place]
  })
  const found = new Set(places)
  return {
    stored: found.size,
    lost: typed.filter(({ isSure }, place) => isSure && !found.has(place)).length,
    twice: places.length - found.size,
    outOfOrder: countDescents(places)
  }
}

/** Compares a copy with what it should hold. */
export function compareCopies(copy: readonly Stored[], kept: readonly Stored[]): Sight {
  return compare(copy, kept, { name: ({ id }) => id, place: ({ seq }) => seq, isSame })
}

function judgeSeen(seen: Seen, log: Log): Sight {
  switch (seen.kind) {
    case 'copy':
      return compareCopies(seen.messages, log.messages)
    case 'events': {
      const isSameEvent = (told: Happened, kept: Happened): boolean => told.event === kept.event
      return compare(seen.events, log.events, {
        name: ({ seq }) => seq,
        place: ({ seq }) => seq,
        isSame: isSameEvent
      })
    }
    case 'hearing':
      return judgeHearing(seen, log)
  }
}

/** What level 0 hears comes once and in order; what it did not hear, because it was away, it reads in the history. */
function judgeHearing({ heard, history }: Extract<Seen, { kind: 'hearing' }>, log: Log): Sight {
  const isSaid = (told: Heard, kept: Heard): boolean => kept.body === null || told.body === kept.body
  const how: Comparison<Heard, Heard> = { name: ({ id }) => id, place: ({ id }) => id, isSame: isSaid }
  const live = compare(heard, log.messages, how)
  const present = log.messages.filter(({ body }) => body !== null)
  const read = compare(history, present, how)
  return {
    ...compare([...heard, ...history], present, how),
    twice: live.twice + read.twice,
    outOfOrder: live.outOfOrder + read.outOfOrder,
    wrong: live.wrong + read.wrong
  }
}

interface Comparison<T, K> {
  readonly name: (one: T | K) => number
  readonly place: (one: T) => number
  readonly isSame: (seen: T, kept: K) => boolean
}

function compare<T, K>(seen: readonly T[], kept: readonly K[], how: Comparison<T, K>): Sight {
  const keptByName = new Map(kept.map((one) => [how.name(one), one]))
  const names = new Set(seen.map(how.name))
  const isWrong = (one: T): boolean => {
    const counterpart = keptByName.get(how.name(one))
    return counterpart === undefined || !how.isSame(one, counterpart)
  }
  return {
    seen: kept.filter((one) => names.has(how.name(one))).length,
    toSee: kept.length,
    lost: kept.filter((one) => !names.has(how.name(one))).length,
    twice: seen.length - names.size,
    outOfOrder: countDescents(seen.map(how.place)),
    wrong: seen.filter(isWrong).length
  }
}

function keysOf({ clientId, body }: Stored): readonly string[] {
  return body === null ? [clientId] : [clientId, body]
}

/** Whether everything that one says is what the other says. */
function isSame<T extends object>(one: T | undefined, other: Partial<T>): boolean {
  return one !== undefined && Object.entries(other).every(([key, value]) => one[key as keyof T] === value)
}

function countDescents(places: readonly number[]): number {
  return places.filter((place, index) => index > 0 && place < (places[index - 1] ?? place)).length
}
