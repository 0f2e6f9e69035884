import { expect, it } from 'vitest'
import { createLayoutMemory, sidebarWidth } from './layout-memory.ts'

const usual = { sidebarWidth: null, isRail: false, collapsed: [] }

function storage(text: string | null): Pick<Storage, 'getItem' | 'setItem'> {
  let stored = text
  return { getItem: () => stored, setItem: (_key, value) => void (stored = value) }
}

it('begins as drawn, and keeps what is changed', () => {
  const disk = storage(null)
  const memory = createLayoutMemory(disk)
  expect(memory.read()).toEqual(usual)
  let calls = 0
  const unsubscribe = memory.subscribe(() => calls++)
  memory.change({ sidebarWidth: 300 })
  memory.change({ collapsed: ['people'] })
  unsubscribe()
  memory.change({ isRail: true })
  expect(calls).toBe(2)
  expect(createLayoutMemory(disk).read()).toEqual({ sidebarWidth: 300, isRail: true, collapsed: ['people'] })
})

it('answers the same object until something changes', () => {
  const memory = createLayoutMemory(storage(null))
  expect(memory.read()).toBe(memory.read())
})

it('takes nothing from a storage that holds something else', () => {
  for (const text of [
    '',
    'null',
    '3',
    '{',
    '[]',
    '{"sidebarWidth":"wide","isRail":1,"collapsed":"people"}'
  ]) {
    expect(createLayoutMemory(storage(text)).read(), text).toEqual(usual)
  }
  const odd = '{"sidebarWidth":9999,"collapsed":["people","cellar","people"]}'
  expect(createLayoutMemory(storage(odd)).read()).toEqual({
    ...usual,
    sidebarWidth: 360,
    collapsed: ['people']
  })
})

it('keeps the sidebar between its bounds', () => {
  expect([0, 219.6, 264.4, 400].map(sidebarWidth)).toEqual([220, 220, 264, 360])
})
