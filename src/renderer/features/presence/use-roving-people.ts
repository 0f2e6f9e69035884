import { useEffect, useEffectEvent, useRef, useState, type KeyboardEvent } from 'react'
import { flushSync } from 'react-dom'
import { displayName, type User } from '../../../shared/model/user.ts'
import { placeByLetters, WORD_PAUSE } from './type-ahead.ts'
import { useRowsInSight } from './use-rows-in-sight.ts'

interface RovingPeople {
  readonly people: readonly User[]
  readonly rowHeight: number
  readonly onChoose: (user: User) => void
}

/** One tab stop for a list of people: arrows, Home, End and letters move it, Enter chooses. */
export function useRovingPeople({ people, rowHeight, onChoose }: RovingPeople) {
  const [currentId, setCurrentId] = useState<number | null>(null)
  const found = people.findIndex(({ id }) => id === currentId)
  const current = Math.max(found, 0)
  const inSight = useRowsInSight(people.length, rowHeight, current)
  const { list, scrollTo } = inSight
  const word = useRef({ letters: '', at: 0 })
  /** Where the focus is in the list; null: elsewhere. */
  const focused = useRef<number | null>(null)

  const focus = (index: number) => {
    const user = people[index]
    if (!user) return
    flushSync(() => setCurrentId(user.id))
    scrollTo(index)
    list.current?.querySelector<HTMLElement>(`[data-person="${user.id}"]`)?.focus({ preventScroll: true })
  }
  const type = (letter: string, now: number): boolean => {
    const { letters, at } = word.current
    const typed = now - at < WORD_PAUSE ? letters + letter : letter
    if (typed.trim() === '') return false
    word.current = { letters: typed, at: now }
    focus(placeByLetters(people.map(displayName), typed, current) ?? current)
    return true
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    const end = { Home: 0, End: people.length - 1 }[event.key]
    if (step !== undefined || end !== undefined) word.current = { letters: '', at: 0 }
    if (step !== undefined) focus(Math.min(Math.max(current + step, 0), people.length - 1))
    else if (end !== undefined) focus(end)
    else if (event.key.length !== 1 || !type(event.key, event.timeStamp)) return
    event.preventDefault()
  }
  // Whoever the focus was on may have left: it goes to who is in their place now.
  const findFocus = useEffectEvent(() => {
    if (focused.current === null || document.activeElement !== document.body) return
    const index = Math.min(focused.current, people.length - 1)
    // Not in the midst of drawing.
    if (index >= 0) queueMicrotask(() => focus(index))
    else list.current?.closest('nav')?.querySelector('button')?.focus()
  })
  useEffect(() => findFocus(), [people])

  return {
    ...inSight,
    current,
    on: {
      onKeyDown,
      onClick(event: { target: EventTarget }) {
        const user = people[placeOf(event.target, people)]
        if (user) onChoose(user)
      },
      onFocus(event: { target: EventTarget }) {
        const index = placeOf(event.target, people)
        focused.current = index
        setCurrentId(people[index]?.id ?? null)
      },
      onBlur: () => void (focused.current = null)
    }
  }
}

/** Which of the people an element of the list is about. */
function placeOf(target: EventTarget, people: readonly User[]): number {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-person]') : null
  return people.findIndex(({ id }) => String(id) === row?.dataset['person'])
}
