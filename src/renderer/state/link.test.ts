import { describe, expect, it } from 'vitest'
import type { ConnectionState } from '../../shared/ipc/contract.ts'
import { firstLink, linkView, nextLink, type Link } from './link.ts'

const t0 = Date.UTC(2026, 3, 13, 9)
const online: ConnectionState = { phase: 'online' }
const waiting = (failures: number, lostAt: number | null = t0): ConnectionState => ({
  phase: 'waiting',
  retryAt: t0 + 5_000,
  lostAt,
  failures
})
const connecting: ConnectionState = { phase: 'connecting', lostAt: t0, failures: 1 }

const connected = firstLink(online, t0 - 60_000)
const lost = nextLink(connected, waiting(1), t0)
const phaseAt = (link: Link, after: number): string => linkView(link, t0 + after).phase

describe('a loss of the connection', () => {
  it('shows nothing for two seconds, then that it is reconnecting', () => {
    expect(phaseAt(lost, 0)).toBe('blip')
    expect(phaseAt(lost, 1_999)).toBe('blip')
    expect(linkView(lost, t0).changesAt).toBe(t0 + 2_000)
    expect(phaseAt(lost, 2_000)).toBe('reconnecting')
  })

  it('keeps what is known of the people for ten seconds', () => {
    expect(linkView(lost, t0 + 9_999).isPresenceKnown).toBe(true)
    expect(linkView(lost, t0 + 10_000).isPresenceKnown).toBe(false)
    expect(linkView(lost, t0 + 5_000).changesAt).toBe(t0 + 10_000)
    expect(linkView(lost, t0 + 10_000).changesAt).toBeNull()
  })

  it('is offline after three failures, but not within the first two seconds', () => {
    const failed = nextLink(lost, waiting(3), t0 + 1_500)
    expect(phaseAt(failed, 1_500)).toBe('blip')
    expect(phaseAt(failed, 3_000)).toBe('offline')
    expect(linkView(failed, t0 + 3_000).isPresenceKnown).toBe(false)
  })

  it('goes on while a try is under way', () => {
    expect(phaseAt(nextLink(lost, connecting, t0 + 3_000), 3_000)).toBe('reconnecting')
  })
})

describe('the return of the connection', () => {
  it('is shown for three seconds when the loss was', () => {
    const back = nextLink(lost, online, t0 + 4_000)
    expect(phaseAt(back, 4_000)).toBe('back')
    expect(linkView(back, t0 + 4_000).changesAt).toBe(t0 + 7_000)
    expect(phaseAt(back, 7_000)).toBe('connected')
  })

  it('is not shown after a blip', () => {
    expect(phaseAt(nextLink(lost, online, t0 + 1_000), 1_000)).toBe('connected')
  })

  it('is not begun anew when main says again that it is online', () => {
    const back = nextLink(lost, online, t0 + 4_000)
    expect(nextLink(back, online, t0 + 5_000).backAt).toBe(t0 + 4_000)
  })
})

describe('a start without a connection', () => {
  it('is connecting for two seconds, counted from the start', () => {
    const started = firstLink(waiting(1, null), t0)
    expect(phaseAt(started, 500)).toBe('connecting')
    const again = nextLink(started, waiting(2, null), t0 + 1_500)
    expect(phaseAt(again, 1_999)).toBe('connecting')
    expect(phaseAt(again, 2_000)).toBe('reconnecting')
    expect(phaseAt(nextLink(again, waiting(3, null), t0 + 3_000), 3_000)).toBe('offline')
  })
})

describe('what the system says of the network', () => {
  it('is offline at once when there is none, but for a blip', () => {
    expect(linkView(lost, t0 + 1_000, false).phase).toBe('blip')
    expect(linkView(lost, t0 + 2_000, false)).toEqual({
      phase: 'offline',
      isPresenceKnown: false,
      changesAt: null
    })
  })

  it('does not count while the server answers: one on this computer needs no network', () => {
    expect(linkView(connected, t0, false).phase).toBe('connected')
  })
})

describe('a locked keyring and a later protocol', () => {
  it.each(['locked', 'outdated'] as const)('stays %s until a try starts from the beginning', (phase) => {
    const standing = nextLink(connected, { phase }, t0)
    expect(linkView(standing, t0 + 3_600_000)).toEqual({ phase, isPresenceKnown: false, changesAt: null })
    const again = nextLink(standing, { phase: 'connecting', lostAt: null, failures: 0 }, t0 + 60_000)
    expect(phaseAt(again, 60_500)).toBe('connecting')
    expect(phaseAt(nextLink(again, { phase: 'online' }, t0 + 61_000), 61_000)).toBe('connected')
  })
})

describe('a session that the server ended', () => {
  it('stays signed out until the next sign-in starts from the beginning', () => {
    const ended = nextLink(connected, { phase: 'signed-out' }, t0)
    expect(linkView(ended, t0 + 3_600_000)).toEqual({
      phase: 'signed-out',
      isPresenceKnown: false,
      changesAt: null
    })
    const again = nextLink(ended, { phase: 'connecting', lostAt: null, failures: 0 }, t0 + 60_000)
    expect(phaseAt(again, 60_500)).toBe('connecting')
  })
})
