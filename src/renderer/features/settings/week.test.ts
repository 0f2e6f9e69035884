import { describe, expect, it } from 'vitest'
import { clockOf, dayNames, minuteOf, toggleDay, WEEK } from './week.ts'

describe('the week', () => {
  it('begins on Monday', () => {
    expect(WEEK.map((day) => dayNames('en', day).long)).toEqual([
      'Monday',
      'Tuesday',
      'Wednesday',
      'Thursday',
      'Friday',
      'Saturday',
      'Sunday'
    ])
    expect(WEEK.map((day) => dayNames('fr', day).short)).toEqual([
      'Lun',
      'Mar',
      'Mer',
      'Jeu',
      'Ven',
      'Sam',
      'Dim'
    ])
  })

  it('takes a day in and out, and keeps its order', () => {
    expect(toggleDay([1, 5], 3)).toEqual([1, 3, 5])
    expect(toggleDay([0, 1, 5], 1)).toEqual([5, 0])
    expect(toggleDay([], 0)).toEqual([0])
  })
})

describe('minutes of a day', () => {
  it('go to a field for a time and back', () => {
    expect([0, 8 * 60, 22 * 60 + 30, 1439].map(clockOf)).toEqual(['00:00', '08:00', '22:30', '23:59'])
    for (const minute of [0, 61, 720, 1439]) expect(minuteOf(clockOf(minute))).toBe(minute)
    expect(minuteOf('22:30:15')).toBe(22 * 60 + 30)
  })

  it('are none where the field is empty', () => {
    expect(minuteOf('')).toBe(null)
  })
})
