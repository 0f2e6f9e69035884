import Type, { type Static } from 'typebox'
import { Check } from 'typebox/value'
import { parseJson } from '../../shared/std/json.ts'

/** A part of the desktop, in its own pixels. */
export interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface Display {
  readonly id: number
  /** What panels and docks leave of it. */
  readonly workArea: Area
}

const Place = Type.Object({
  x: Type.Integer(),
  y: Type.Integer(),
  width: Type.Integer({ minimum: 1 }),
  height: Type.Integer({ minimum: 1 }),
  isMaximised: Type.Boolean()
})
export type WindowPlace = Static<typeof Place>

const Places = Type.Object({ last: Type.String(), byDisplay: Type.Record(Type.String(), Place) })

/** Where the window was on each display, and on which it was last. */
export type WindowPlaces = Static<typeof Places>

const NOWHERE: WindowPlaces = { last: '', byDisplay: {} }

/** What was stored; what is none of ours counts as nothing. */
export function parsePlaces(text: string | null): WindowPlaces {
  const value = text === null ? null : parseJson(text)
  return Check(Places, value) ? value : NOWHERE
}

export function withPlace(places: WindowPlaces, displayId: number, place: WindowPlace): WindowPlaces {
  const last = String(displayId)
  return { last, byDisplay: { ...places.byDisplay, [last]: place } }
}

/**
 * Where the window opens: where it was last, if that display is there, else where it was on the first one of `displays`.
 * A place that no longer lies on its display is moved onto it. Null: it was never there.
 */
export function placeToOpen(places: WindowPlaces, displays: readonly Display[]): WindowPlace | null {
  const display = displays.find(({ id }) => String(id) === places.last) ?? displays[0]
  const place = display && places.byDisplay[String(display.id)]
  return place ? { ...place, ...inside(place, display.workArea) } : null
}

function inside(place: Area, area: Area): Area {
  const width = Math.min(place.width, area.width)
  const height = Math.min(place.height, area.height)
  const x = Math.min(Math.max(place.x, area.x), area.x + area.width - width)
  const y = Math.min(Math.max(place.y, area.y), area.y + area.height - height)
  return { x, y, width, height }
}
