import type { Check } from '../check.ts'
import { deletions } from './deletions.ts'
import { doors } from './doors.ts'
import { ending, frames } from './frames.ts'
import { messages } from './messages.ts'
import { notifications } from './notifications.ts'
import { returns } from './returns.ts'
import { streams } from './streams.ts'
import type { Visit } from './visit.ts'

/** All checks of a level 1 server. */
export const level1Checks: readonly Check<Visit>[] = [
  ...doors,
  ...messages,
  ...streams,
  ...returns,
  ...deletions,
  ...notifications,
  ...frames,
  ...ending
]
