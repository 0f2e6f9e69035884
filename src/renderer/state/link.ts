import type { ConnectionState } from '../../shared/ipc/contract.ts'

/** A loss shorter than this shows nothing at all. */
const BLIP = 2_000
/** How long the people's states stay as last known. */
const PRESENCE_KNOWN = 10_000
/** How long a return is shown. */
const BACK = 3_000
const FAILURES_UNTIL_OFFLINE = 3

/** The connection, with what the page remembers of it. */
export interface Link {
  readonly state: ConnectionState
  /** When main last said so. */
  readonly heardAt: number
  /** When it was lost; when there has been none yet, since when the page waits for it. */
  readonly lostAt: number
  /** When it came back, if its loss had been shown. */
  readonly backAt: number | null
}

export type LinkPhase =
  | 'connected'
  | 'connecting'
  | 'blip'
  | 'reconnecting'
  | 'offline'
  | 'back'
  | 'signed-out'
  | 'locked'
  | 'outdated'

export interface LinkView {
  readonly phase: LinkPhase
  readonly isPresenceKnown: boolean
  /** When the view changes although nothing happens. */
  readonly changesAt: number | null
}

export function firstLink(state: ConnectionState, now: number): Link {
  return { state, heardAt: now, lostAt: lostAtOf(state) ?? now, backAt: null }
}

export function nextLink(link: Link, state: ConnectionState, now: number): Link {
  if (state.phase === 'online') {
    const wasShown = isCutOff(linkView(link, now).phase)
    const backAt = link.state.phase === 'online' ? link.backAt : wasShown ? now : null
    return { state, heardAt: now, lostAt: link.lostAt, backAt }
  }
  const isAnew = link.state.phase === 'online' || isStanding(link.state)
  return { state, heardAt: now, lostAt: lostAtOf(state) ?? (isAnew ? now : link.lostAt), backAt: null }
}

/** What to show of a connection at one moment; `hasNetwork` is what the system says. */
export function linkView(link: Link, now: number, hasNetwork = true): LinkView {
  const { state } = link
  if (isStanding(state)) return { phase: state.phase, isPresenceKnown: false, changesAt: null }
  if (state.phase === 'online') {
    const backEnd = link.backAt === null ? 0 : link.backAt + BACK
    return now < backEnd
      ? { phase: 'back', isPresenceKnown: true, changesAt: backEnd }
      : { phase: 'connected', isPresenceKnown: true, changesAt: null }
  }
  const blipEnd = link.lostAt + BLIP
  if (now < blipEnd) {
    const phase = lostAtOf(state) === null ? 'connecting' : 'blip'
    return { phase, isPresenceKnown: true, changesAt: blipEnd }
  }
  if (!hasNetwork || state.failures >= FAILURES_UNTIL_OFFLINE) {
    return { phase: 'offline', isPresenceKnown: false, changesAt: null }
  }
  const knownEnd = link.lostAt + PRESENCE_KNOWN
  return now < knownEnd
    ? { phase: 'reconnecting', isPresenceKnown: true, changesAt: knownEnd }
    : { phase: 'reconnecting', isPresenceKnown: false, changesAt: null }
}

/** Whether the page talks to the server as far as the reader was told. */
export function isLinked(phase: LinkPhase): boolean {
  return phase === 'connected' || phase === 'back' || phase === 'blip'
}

/** Whether the reader was told that the page does not talk to the server. */
export function isCutOff(phase: LinkPhase): boolean {
  return !isLinked(phase) && phase !== 'connecting'
}

/** Whether it stays as it is until somebody does something. */
function isStanding(
  state: ConnectionState
): state is Extract<ConnectionState, { phase: 'signed-out' | 'locked' | 'outdated' }> {
  return state.phase === 'signed-out' || state.phase === 'locked' || state.phase === 'outdated'
}

function lostAtOf(state: ConnectionState): number | null {
  return 'lostAt' in state ? state.lostAt : null
}
