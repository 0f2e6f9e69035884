import { useState } from 'react'
import type { Message } from '../../../shared/model/message.ts'
import { isUnsent } from '../../state/selectors.ts'
import { useIsLongerThan } from '../../ui/use-is-longer-than.ts'

/** Whether a message has waited for so many milliseconds. */
export function useIsWaitingLong(message: Message, delay: number): boolean {
  const [isOld] = useState(() => Date.now() - message.sentAt > delay)
  const isWaiting = isUnsent(message)
  const isLong = useIsLongerThan(isWaiting, delay)
  return isWaiting && (isLong || isOld)
}
