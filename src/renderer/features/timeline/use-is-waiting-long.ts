import { useState } from 'react'
import type { Message } from '../../../shared/model/message.ts'
import { isUnsent } from '../../state/selectors.ts'
import { useIsLongerThan } from '../../ui/use-is-longer-than.ts'

const WORTH_SAYING = 1_000

/** Whether a message has waited for so long that the reader is told; under a second it looks sent. */
export function useIsWaitingLong(message: Message): boolean {
  const [isOld] = useState(() => Date.now() - message.sentAt > WORTH_SAYING)
  const isWaiting = isUnsent(message)
  const isLong = useIsLongerThan(isWaiting, WORTH_SAYING)
  return isWaiting && (isLong || isOld)
}
