import { createContext, use } from 'react'

/** Whether the tab key leads into a message: only into the one that is the list's tab stop. */
export const IsInTabOrder = createContext(true)

/** For what can have the focus inside of a message: links, buttons, code that scrolls. */
export function useInnerTabIndex(): -1 | undefined {
  return use(IsInTabOrder) ? undefined : -1
}
