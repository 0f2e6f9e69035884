import { expect, it } from 'vitest'
import { parsePlaces, placeToOpen, withPlace, type Display } from './window-place.ts'

const laptop: Display = { id: 1, workArea: { x: 0, y: 27, width: 1366, height: 741 } }
const screen: Display = { id: 2, workArea: { x: 1366, y: 0, width: 2560, height: 1440 } }
const nowhere = parsePlaces(null)
const onLaptop = { x: 40, y: 60, width: 900, height: 640, isMaximised: false }
const onScreen = { x: 1500, y: 100, width: 1800, height: 1200, isMaximised: true }

it('opens where it was on the display on which it was last', () => {
  const places = withPlace(withPlace(nowhere, 1, onLaptop), 2, onScreen)
  expect(placeToOpen(places, [laptop, screen])).toEqual(onScreen)
  expect(placeToOpen(places, [laptop]), 'that display is gone').toEqual(onLaptop)
})

it('has no place on a display on which it never was', () => {
  expect(placeToOpen(nowhere, [laptop])).toBeNull()
  expect(placeToOpen(withPlace(nowhere, 2, onScreen), [laptop])).toBeNull()
})

it.each([
  ['beyond the right and lower edge', { x: 1300, y: 700 }, { x: 466, y: 128 }],
  ['beyond the left and upper edge', { x: -500, y: -80 }, { x: 0, y: 27 }]
])('is moved onto its display from %s', (_, from, to) => {
  const places = withPlace(nowhere, 1, { ...onLaptop, ...from })
  expect(placeToOpen(places, [laptop])).toEqual({ ...onLaptop, ...to })
})

it('is made smaller with its display', () => {
  const places = withPlace(nowhere, 1, { ...onScreen, x: 0, y: 0 })
  expect(placeToOpen(places, [laptop])).toMatchObject({ x: 0, y: 27, width: 1366, height: 741 })
})

it('comes back from what was stored, and takes what does not fit as nothing', () => {
  const places = withPlace(nowhere, 1, onLaptop)
  expect(parsePlaces(JSON.stringify(places))).toEqual(places)
  expect(parsePlaces('{"last":"1","byDisplay":{"1":{"x":"left"}}}')).toEqual(nowhere)
  expect(parsePlaces('{"last":"1","byDis')).toEqual(nowhere)
})
