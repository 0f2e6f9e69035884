import { expect, it } from 'vitest'
import { createNotices } from './notices.ts'
import { createAppStore } from './store.ts'

it('keeps three at most, and dismisses each by what its push has returned', () => {
  const store = createAppStore()
  const notices = createNotices({ store })
  const shown = () => store.getState().notices.map(({ title }) => title)
  const [one, two, three, four] = ['1', '2', '3', '4'].map((text) => () => text)
  if (!one || !two || !three || !four) throw new Error('four were made')
  notices.push({ tone: 'error', title: one })
  const second = notices.push({ tone: 'error', title: two })
  notices.push({ tone: 'error', title: three })
  notices.push({ tone: 'error', title: four })
  expect(shown()).toEqual([two, three, four])
  notices.dismiss(second)
  expect(shown()).toEqual([three, four])
})
