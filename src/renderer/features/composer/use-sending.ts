import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { bodyProblem } from '../../../shared/model/text.ts'
import { keyOfCode } from '../../i18n/codes.ts'
import { en } from '../../i18n/en.ts'
import { useModel, useServices, useSession } from '../../state/app-context.tsx'
import { beginEditing, lastChangeable } from '../../state/editing.ts'
import { afterSending, charactersLeft } from './counter.ts'
import { useDraftSaving } from './use-draft-saving.ts'

/** The draft of the open room, and sending it: the field empties once the message is on disk, not before. */
export function useSending(onSent: () => void) {
  const t = useTranslations()
  const { client, store, voice } = useServices()
  const { room, messageLimit } = useSession()
  const draft = useModel((model) => model.draftsByRoomId[room.id] ?? '')
  const [problem, setProblem] = useState<string | null>(null)
  const saving = useDraftSaving(room.id, draft)
  const isInFlight = useRef(false)
  const left = charactersLeft(draft, messageLimit)

  function setDraft(text: string): void {
    setProblem(null)
    store.setState(({ draftsByRoomId }) => ({ draftsByRoomId: { ...draftsByRoomId, [room.id]: text } }))
  }

  function say(text: string): void {
    setProblem(text)
    voice.assertive(text)
  }

  async function send(): Promise<void> {
    if (isInFlight.current) return
    const unfit = bodyProblem(draft, messageLimit)
    if (unfit === 'blank') return
    if (unfit === 'too_long') return say(t('composer.tooLong', { count: -left }))
    isInFlight.current = true
    // Main forgets the draft together with writing the message: saved now, it would be there once more.
    saving.hold()
    const answer = await client.call('messages.send', { roomId: room.id, body: draft })
    isInFlight.current = false
    if (!answer.ok) {
      saving.release(null)
      return say(t(`saveProblems.${keyOfCode(en.saveProblems, answer.code)}`))
    }
    const rest = afterSending(store.getState().draftsByRoomId[room.id] ?? '', draft)
    saving.release(rest)
    setDraft(rest)
    onSent()
  }

  /** Begins to change the last own message, if it has not left; answers whether it does. */
  function changeLast(): boolean {
    const message = lastChangeable(store.getState(), room.id)
    if (message) store.setState((model) => beginEditing(model, message))
    return message !== null
  }

  const canSend = bodyProblem(draft, messageLimit) === null
  return { room, draft, setDraft, left, canSend, problem: problem ?? saving.problem, send, changeLast }
}
