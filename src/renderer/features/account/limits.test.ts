import { describe, expect, it } from 'vitest'
import { FULL_CAPABILITIES, type Capabilities } from '../../../shared/model/capabilities.ts'
import { hasLimits, limitsOf } from './limits.ts'

const bare: Capabilities = {
  answers: false,
  numbers: false,
  history: 'pages',
  readMarks: false,
  announcements: false
}

describe('what a server cannot do', () => {
  it('is nothing for one that can do all', () => {
    expect(hasLimits(FULL_CAPABILITIES)).toBe(false)
    expect(limitsOf(FULL_CAPABILITIES)).toEqual([])
  })

  it('depends on its history: what is lost is fetched, or stays unconfirmed and missed', () => {
    expect(hasLimits(bare)).toBe(true)
    expect(limitsOf(bare)).toEqual(['echo', 'lostFetched', 'readHere', 'deletion', 'noAnnouncements'])
    expect(limitsOf({ ...bare, history: 'none' })).toEqual([
      'echo',
      'lostUnconfirmed',
      'missed',
      'readHere',
      'deletion',
      'deletedMeanwhile',
      'noAnnouncements'
    ])
  })

  it('says nothing of what a server can do after all', () => {
    const said = limitsOf({ ...bare, readMarks: true, announcements: true })
    expect(said).not.toContain('readHere')
    expect(said).not.toContain('noAnnouncements')
  })
})
