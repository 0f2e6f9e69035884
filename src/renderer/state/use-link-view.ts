import { useEffect, useState } from 'react'
import { useHasNetwork } from '../ui/use-has-network.ts'
import { useModel } from './app-context.tsx'
import { linkView, type LinkView } from './link.ts'

const unknown: LinkView = { phase: 'connecting', isPresenceKnown: true, changesAt: null }

/** What to show of the connection now; draws again when time alone changes it. */
export function useLinkView(): LinkView {
  const link = useModel((model) => model.link)
  const hasNetwork = useHasNetwork()
  const [now, setNow] = useState(() => Date.now())
  const view = link ? linkView(link, Math.max(now, link.heardAt), hasNetwork) : unknown
  const { changesAt } = view
  useEffect(() => {
    if (changesAt === null) return undefined
    // A timer may ring a little early; what it rings for is true by then all the same.
    const timer = setTimeout(() => setNow(Math.max(Date.now(), changesAt)), changesAt - Date.now())
    return () => clearTimeout(timer)
  }, [changesAt])
  return view
}
