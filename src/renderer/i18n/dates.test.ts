import { describe, expect, it } from 'vitest'
import { datesFor } from './dates.ts'

const then = new Date(2026, 3, 13, 9, 5).getTime()
const later = new Date(2027, 0, 2).getTime()

describe('dates', () => {
  it('are French with 24 hours and a capital', () => {
    const dates = datesFor('fr', 'en-US')
    expect(dates.time(then)).toBe('09:05')
    expect(dates.day(then, then)).toBe('Lundi 13 avril')
    expect(dates.day(then, later)).toBe('Lundi 13 avril 2026')
  })

  it('are English as the system writes it', () => {
    expect(datesFor('en', 'en-US').time(then)).toMatch(/^09:05\sAM$/)
    expect(datesFor('en', 'fr-FR').time(then)).toBe('09:05')
    expect(datesFor('en', 'fr-FR').day(then, then)).toBe('Monday 13 April')
  })

  it('count the hours as the person has chosen, in both languages', () => {
    const afternoon = new Date(2026, 3, 13, 14, 5).getTime()
    expect(datesFor('fr', 'fr-FR', '12').time(afternoon)).toMatch(/^02:05\sPM$/)
    expect(datesFor('fr', 'fr-FR', '12').full(afternoon)).toMatch(/2:05\sPM$/)
    expect(datesFor('en', 'en-US', '24').time(afternoon)).toBe('14:05')
    expect(datesFor('en', 'en-US', '24').full(afternoon)).toMatch(/14:05$/)
    expect(datesFor('en', 'en-US', '24').time(new Date(2026, 3, 13).getTime())).toBe('00:00')
    expect(datesFor('en', 'en-US').time(afternoon)).toMatch(/^02:05\sPM$/)
  })

  it('are made once for each locale', () => {
    expect(datesFor('fr', 'en-US')).toBe(datesFor('fr', 'de-DE'))
  })
})
