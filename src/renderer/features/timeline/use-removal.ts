import type { ReactNode, RefObject } from 'react'
import { useTranslations } from 'use-intl'
import { useServices, useSession } from '../../state/app-context.tsx'
import type { ComposerPort } from '../../state/composer-port.ts'
import { isLinked } from '../../state/link.ts'
import type { Timeline } from '../../state/timeline.ts'
import { useLinkView } from '../../state/use-link-view.ts'
import { rowElement } from './row-element.ts'
import { useDeletion } from './use-deletion.tsx'
import { neighbourOf } from './use-roving.ts'

/** Whether the reader may take messages from the room, and whether that is possible now. */
export type Removal = 'never' | 'now' | 'offline'

interface RemovalOptions {
  readonly frame: RefObject<HTMLElement | null>
  readonly timeline: Timeline | undefined
  readonly ids: readonly string[]
  readonly composer: ComposerPort
}

/** Taking a message from the room for everyone, and where the focus goes then. */
export function useRemoval({ frame, timeline, ids, composer }: RemovalOptions): {
  readonly removal: Removal
  readonly ask: (id: string) => void
  readonly dialog: ReactNode
} {
  const t = useTranslations('delete')
  const { room, mayDelete } = useSession()
  const { store, voice } = useServices()
  const deletion = useDeletion()
  const isOnline = isLinked(useLinkView().phase)
  const removal = !mayDelete ? 'never' : isOnline ? 'now' : 'offline'
  return {
    removal,
    ask(id) {
      const message = timeline?.messagesByClientId.get(id)
      if (!message?.placement || removal === 'never') return
      if (removal === 'offline') return voice.assertive(t('offline'))
      const next = (): HTMLElement | null => {
        const left = store.getState().timelinesByRoomId[room.id]?.order ?? []
        return rowElement(frame.current, neighbourOf(id, ids, left)) ?? composer.element()
      }
      deletion.ask(message, { next, back: () => rowElement(frame.current, id) ?? next() })
    },
    dialog: deletion.dialog
  }
}
