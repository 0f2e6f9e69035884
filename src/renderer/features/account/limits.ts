import type { Capabilities } from '../../../shared/model/capabilities.ts'

/** What there is to say of a server that cannot do all; each is the key of a sentence. */
export type Limit =
  | 'echo'
  | 'lostFetched'
  | 'lostUnconfirmed'
  | 'missed'
  | 'readHere'
  | 'deletion'
  | 'deletedMeanwhile'
  | 'noAnnouncements'

/** Whether a server's limits are worth a page of their own. */
export function hasLimits({ numbers }: Capabilities): boolean {
  return !numbers
}

/** The sentences that are true of a server, in the order in which they matter. */
export function limitsOf({ answers, history, readMarks, announcements }: Capabilities): readonly Limit[] {
  const limits: [Limit, boolean][] = [
    ['echo', !answers],
    ['lostFetched', history === 'pages'],
    ['lostUnconfirmed', !answers && history === 'none'],
    ['missed', history === 'none'],
    ['readHere', !readMarks],
    ['deletion', !answers],
    ['deletedMeanwhile', history === 'none'],
    ['noAnnouncements', !announcements]
  ]
  return limits.flatMap(([limit, isTrue]) => (isTrue ? [limit] : []))
}
