import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslations } from 'use-intl'
import type { Entry } from '../features/switcher/entry.ts'
import { Search } from '../features/switcher/search.tsx'
import { Switcher } from '../features/switcher/switcher.tsx'
import { useModel, useServices } from '../state/app-context.tsx'
import { createFolder, type Folded } from '../state/fold.ts'
import { useLinkView } from '../state/use-link-view.ts'
import { useActions } from './use-actions.ts'
import { placesOf } from './places.ts'
import type { WindowRuns } from './use-shortcuts.ts'

/** More choices than this are not remembered. */
const MOST_REMEMBERED = 30

interface SwitcherLayerProps {
  /** What can be done from there besides going somewhere. */
  readonly run: WindowRuns
  readonly onSignOut: () => void
  readonly onFocusHome: () => void
}

/** The quick switcher over the room: where one can go and what one can do, by a few letters. */
export function SwitcherLayer(props: SwitcherLayerProps) {
  const { navigation } = useServices()
  const isOpen = useModel((model) => model.isSwitcherOpen)
  const [folded] = useState(createFolder)
  const [recent, setRecent] = useState<readonly string[]>([])
  const chosen = useRef<Entry | null>(null)
  const choose = (entry: Entry) => {
    chosen.current = entry
    setRecent((ids) => [entry.id, ...ids.filter((id) => id !== entry.id)].slice(0, MOST_REMEMBERED))
    navigation.closeSwitcher()
  }
  // Not before the layer is gone: what opens then takes the focus from where it was, and gives it back there.
  const runChosen = () => {
    const entry = chosen.current
    chosen.current = null
    // The layer gives the focus back once it is unmounted, which is after this.
    requestAnimationFrame(() => requestAnimationFrame(() => entry?.run()))
  }
  return (
    <Switcher isOpen={isOpen} onClose={navigation.closeSwitcher} onClosed={runChosen}>
      <Content {...props} recent={recent} folded={folded} onChoose={choose} />
    </Switcher>
  )
}

interface ContentProps extends SwitcherLayerProps {
  readonly recent: readonly string[]
  readonly folded: (text: string) => Folded
  readonly onChoose: (entry: Entry) => void
}

/** Everything as it is when the layer opens: a list that reorders itself would lead to somebody else. */
function Content({ run, onSignOut, onFocusHome, onChoose, ...search }: ContentProps) {
  const t = useTranslations('presence')
  const { navigation, store } = useServices()
  const { isPresenceKnown } = useLinkView()
  // What is behind the settings cannot take the focus before they are gone.
  const toRoom = (go: () => void) => () => {
    flushSync(navigation.closeSettings)
    go()
  }
  const runs = { ...run, centre: toRoom(run.centre), sidebar: toRoom(run.sidebar) }
  const actions = useActions(runs, onSignOut)
  const [entries] = useState(() => [
    ...placesOf({
      model: store.getState(),
      folded: search.folded,
      isPresenceKnown,
      words: { online: t('online'), offline: t('offline') },
      openRoom: toRoom(onFocusHome),
      showPerson: navigation.showPerson
    }),
    ...actions
  ])
  return <Search {...search} entries={entries} onChoose={onChoose} onClose={navigation.closeSwitcher} />
}
