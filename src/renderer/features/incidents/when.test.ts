import { expect, it } from 'vitest'
import { datesFor } from '../../i18n/dates.ts'
import { whenOf } from './when.ts'

it('says the day only of what did not happen today', () => {
  const morning = new Date(2026, 3, 13, 9, 5).getTime()
  const evening = new Date(2026, 3, 13, 23, 50).getTime()
  const nextDay = new Date(2026, 3, 14, 0, 10).getTime()
  const dates = datesFor('fr', 'fr-FR')
  expect(whenOf(morning, dates, evening)).toBe('09:05')
  expect(whenOf(evening, dates, nextDay)).toMatch(/^lundi 13 avril 2026.*23:50$/)
})
