import { expect, it } from 'vitest'
import { isSendKey } from './send-key.ts'

const enter = { key: 'Enter', ctrlKey: false, metaKey: false, shiftKey: false }

it('sends by Enter until Ctrl and Enter were chosen, and never with Shift', () => {
  expect(isSendKey(enter, 'enter')).toBe(true)
  expect(isSendKey(enter, 'mod-enter')).toBe(false)
  expect(isSendKey({ ...enter, ctrlKey: true }, 'mod-enter')).toBe(true)
  expect(isSendKey({ ...enter, metaKey: true }, 'mod-enter')).toBe(true)
  expect(isSendKey({ ...enter, ctrlKey: true }, 'enter')).toBe(true)
  expect(isSendKey({ ...enter, shiftKey: true }, 'enter')).toBe(false)
  expect(isSendKey({ ...enter, key: 'a', ctrlKey: true }, 'enter')).toBe(false)
})
