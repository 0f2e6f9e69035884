import { useState } from 'react'
import type { User } from '../../../shared/model/user.ts'
import { peopleInPlace } from './people-order.ts'

/** Keeps everybody in their place while the pointer or the focus is among them. */
export function useHeldOrder(people: readonly User[]) {
  const [isPointed, setIsPointed] = useState(false)
  const [isFocused, setIsFocused] = useState(false)
  const [shown, setShown] = useState({ of: people, as: people })
  const isHeld = isPointed || isFocused
  let { as } = shown
  if (shown.of !== people || (!isHeld && as !== people)) {
    as = isHeld ? peopleInPlace(as, people) : people
    setShown({ of: people, as })
  }
  return {
    people: as,
    holders: {
      onPointerEnter: () => setIsPointed(true),
      onPointerLeave: () => setIsPointed(false),
      onFocus: () => setIsFocused(true),
      onBlur: () => setIsFocused(false)
    }
  }
}
