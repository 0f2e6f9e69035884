import { describe, expect, it, onTestFinished } from 'vitest'
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

  it('are those of the zone in which the computer is by now', () => {
    const zone = process.env['TZ']
    onTestFinished(() => {
      if (zone === undefined) delete process.env['TZ']
      else process.env['TZ'] = zone
    })
    const noon = Date.UTC(2026, 3, 13, 12)
    const times = ['Europe/Paris', 'Asia/Tokyo', 'Europe/Paris'].map((name) => {
      process.env['TZ'] = name
      return datesFor('fr', 'fr-FR').time(noon)
    })
    expect(times).toEqual(['14:00', '21:00', '14:00'])
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
