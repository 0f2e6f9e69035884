import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { createSystemClock } from '../../../shared/std/clock.ts'
import { useServices } from '../../state/app-context.tsx'
import { createDraftSaver, type DraftProblem, type DraftSaver } from './draft-saver.ts'

const WORDS = { disk: 'draftNotSaved', too_long: 'draftTooLong' } as const

/** Keeps the draft of a room on disk while it changes; answers what to say when that does not work. */
export function useDraftSaving(roomId: number, draft: string) {
  const t = useTranslations('composer')
  const { client, store, voice } = useServices()
  const saver = useRef<DraftSaver | null>(null)
  const [problem, setProblem] = useState<DraftProblem | null>(null)

  useEffect(() => {
    const created = createDraftSaver({
      save: (text) => client.call('drafts.save', { roomId, text }),
      clock: createSystemClock(globalThis),
      saved: store.getState().draftsByRoomId[roomId] ?? '',
      onProblem: setProblem
    })
    saver.current = created
    const flush = (): void => created.flush()
    window.addEventListener('blur', flush)
    window.addEventListener('pagehide', flush)
    document.addEventListener('visibilitychange', flush)
    return () => {
      window.removeEventListener('blur', flush)
      window.removeEventListener('pagehide', flush)
      document.removeEventListener('visibilitychange', flush)
      created.close()
    }
  }, [client, store, roomId])

  useEffect(() => saver.current?.note(draft), [draft])

  const words = problem && t(WORDS[problem])
  useEffect(() => {
    if (words) voice.assertive(words)
  }, [words, voice])

  return useMemo(
    () => ({
      problem: words,
      hold: () => saver.current?.hold(),
      release: (left: string | null) => saver.current?.release(left)
    }),
    [words]
  )
}
