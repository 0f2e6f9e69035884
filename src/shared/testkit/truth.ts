/** What people did, told by nobody but themselves: what the server and every copy are held against in the end. */
export interface Truth {
  /** Somebody has typed a message, and the program has said that it has it. Each text is another. */
  typed(message: Typed): void
  /** It may or may not be there: the program died over it, or nobody has it any more who could say it again. */
  doubt(body: string): void
  /**
   * The server has lost it, and so has the computer that it was typed on: another one of its author may bring it, but
   * nobody knows when.
   */
  adrift(body: string): void
  cancelled(body: string): void
  changed(body: string, next: string): void
  /** Somebody has asked for its deletion: it may be gone. */
  deletionAsked(body: string): void
  /** A draft was kept; not sure: the program died over it. */
  drafted(draft: Drafted): void
  /** A device has nothing left of an account. */
  draftsGone(device: string): void
  /** What is wrong with what a device shows as a draft; null: nothing. */
  judgeDraft(device: string, roomId: number, text: string): string | null
  /** The texts that must be somewhere, or may have been deleted, with their authors. */
  promised(): readonly Typed[]
  /** What is wrong with a server's log, each in a sentence. `failed`: the texts that devices show as not sent. */
  judge(log: readonly Logged[], failed: ReadonlySet<string>): string[]
}

export interface Typed {
  readonly device: string
  readonly userId: number
  readonly roomId: number
  readonly body: string
  /** Whether the server may refuse it for good. */
  readonly isRefusable: boolean
}

export interface Drafted {
  readonly device: string
  readonly roomId: number
  readonly text: string
  readonly isSure: boolean
}

/** A message in a server's log, in its order. */
export interface Logged {
  readonly userId: number
  readonly roomId: number
  /** Null: deleted. */
  readonly body: string | null
}

interface Entry extends Typed {
  body: string
  fate: 'kept' | 'doubtful' | 'cancelled' | 'deleted'
  isAdrift: boolean
}

export function createTruth(): Truth {
  const entries: Entry[] = []
  const byBody = new Map<string, Entry>()
  /** What was replaced by another text before it left. */
  const replaced = new Set<string>()

  /** What each draft may be, by device and room. */
  const drafts = new Map<string, readonly string[]>()
  const draftsOf = (device: string, roomId: number): readonly string[] =>
    drafts.get(`${device} ${roomId}`) ?? ['']

  const setFate = (body: string, fate: Entry['fate']): void => {
    const entry = byBody.get(body)
    if (entry && entry.fate !== 'cancelled') entry.fate = fate
  }
  const problemOf = (entry: Entry, found: readonly Logged[], failed: ReadonlySet<string>): string[] => {
    const name = `"${entry.body}" in room ${entry.roomId}`
    const { length } = found
    if (found.some(({ userId, roomId }) => userId !== entry.userId || roomId !== entry.roomId))
      return [`${name} is somebody else's, or elsewhere`]
    if (length > 1) return [`${name} is there ${length} times`]
    if (entry.fate === 'cancelled' && length > 0) return [`${name} was taken back, and is there`]
    if (entry.fate !== 'kept' || length === 1) return []
    if (entry.isRefusable && failed.has(entry.body)) return []
    return [`${name} is lost`]
  }
  return {
    typed(message) {
      const entry: Entry = { ...message, fate: 'kept', isAdrift: false }
      entries.push(entry)
      byBody.set(message.body, entry)
    },
    adrift(body) {
      const entry = byBody.get(body)
      if (entry) entry.isAdrift = true
    },
    doubt: (body) => setFate(body, 'doubtful'),
    cancelled: (body) => setFate(body, 'cancelled'),
    changed(body, next) {
      const entry = byBody.get(body)
      if (!entry) return
      replaced.add(body)
      byBody.delete(body)
      byBody.set(next, entry)
      entry.body = next
    },
    deletionAsked: (body) => setFate(body, 'deleted'),
    drafted({ device, roomId, text, isSure }) {
      drafts.set(`${device} ${roomId}`, isSure ? [text] : [...draftsOf(device, roomId), text])
    },
    draftsGone(device) {
      for (const key of drafts.keys()) if (key.startsWith(`${device} `)) drafts.delete(key)
    },
    judgeDraft(device, roomId, text) {
      const possible = draftsOf(device, roomId)
      return possible.includes(text)
        ? null
        : `${device}: the draft of room ${roomId} is "${text}", not ${possible.join(' or ')}`
    },
    promised: () => entries.filter(({ fate }) => fate === 'kept' || fate === 'deleted'),
    judge(log, failed) {
      const found = new Map<string, Logged[]>()
      for (const logged of log) {
        if (logged.body !== null) found.set(logged.body, [...(found.get(logged.body) ?? []), logged])
      }
      const problems = entries.flatMap((entry) => problemOf(entry, found.get(entry.body) ?? [], failed))
      const former = [...replaced].filter((body) => found.has(body))
      return [
        ...problems,
        ...former.map((body) => `"${body}" was changed before it left, and is there`),
        ...outOfOrder(entries, log)
      ]
    }
  }
}

/** What one device said in one room comes in the order of typing; what was refused once may come later. */
function outOfOrder(entries: readonly Entry[], log: readonly Logged[]): string[] {
  const place = new Map(log.map(({ body }, index) => [body, index]))
  const last = new Map<string, { body: string; at: number }>()
  return entries.flatMap(({ device, roomId, body, fate, isRefusable, isAdrift }) => {
    const at = place.get(body)
    if (at === undefined || isRefusable || isAdrift || fate === 'doubtful') return []
    const where = `${device} ${roomId}`
    const before = last.get(where)
    last.set(where, { body, at })
    return before && before.at > at
      ? [`"${body}" comes before "${before.body}", which was typed earlier`]
      : []
  })
}
