import type { Check } from '../check.ts'
import { deletions } from './deletions.ts'
import { doors } from './doors.ts'
import { ending, frames } from './frames.ts'
import { history } from './history.ts'
import { messages } from './messages.ts'
import { presence } from './presence.ts'
import type { Visit } from './visit.ts'

/**
 * All checks of a level 0 server, in an order that matters: nonsense comes late, because a server that falls over it
 * may leave a ghost among the people online.
 */
export const level0Checks: readonly Check<Visit>[] = [
  ...doors,
  ...presence,
  ...messages,
  ...deletions,
  ...history,
  ...frames,
  ...ending
]
