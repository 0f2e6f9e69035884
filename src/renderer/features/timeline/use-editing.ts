import { useEffect, useMemo, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { bodyProblem } from '../../../shared/model/text.ts'
import { keyOfCode } from '../../i18n/codes.ts'
import { en } from '../../i18n/en.ts'
import { useModel, useServices, useSession } from '../../state/app-context.tsx'
import type { ComposerPort } from '../../state/composer-port.ts'
import type { Timeline } from '../../state/timeline.ts'
import type { RowActions } from './row-actions.ts'

/** What the field in the place of a message does. The same object while the room is the same. */
export interface Editor {
  type(text: string): void
  save(): Promise<void>
  cancel(): void
  copy(): void
}

interface EditingOptions {
  readonly timeline: Timeline | undefined
  readonly composer: ComposerPort
  readonly copy: RowActions['copyText']
}

/** Changing a message that has not left, in its place: which one, and how it ends. */
export function useEditing(options: EditingOptions): { editedId: string | null; editor: Editor } {
  const { timeline, composer, copy } = options
  const t = useTranslations()
  const { client, store, voice } = useServices()
  const { messageLimit } = useSession()
  const editedId = useModel((model) => model.editing?.clientId ?? null)
  const isGone = editedId !== null && timeline !== undefined && !timeline.messagesByClientId.has(editedId)
  const isSaving = useRef(false)

  // What was typed is not lost with the message.
  useEffect(() => {
    const { editing } = store.getState()
    if (!isGone || !editing) return
    store.setState({ editing: null })
    composer.offer(editing.text)
  }, [isGone, store, composer])

  const editor = useMemo((): Editor => {
    const end = (): void => {
      store.setState({ editing: null })
      composer.focus()
    }
    const fail = (problem: string): void => {
      store.setState(({ editing }) => ({ editing: editing && { ...editing, problem } }))
      voice.assertive(t(`changeProblems.${keyOfCode(en.changeProblems, problem)}`))
    }
    return {
      type: (text) =>
        store.setState(({ editing }) => ({ editing: editing && { ...editing, text, problem: null } })),
      async save() {
        const { editing } = store.getState()
        if (!editing || isSaving.current) return
        const unfit = bodyProblem(editing.text, messageLimit)
        if (unfit) return fail(unfit)
        isSaving.current = true
        const { clientId, text } = editing
        const answer = await client.call('messages.change', { clientId, body: text })
        isSaving.current = false
        if (!answer.ok) return fail(answer.code)
        voice.polite(t('message.changed'))
        // Whoever has typed on meanwhile has not done yet.
        if (store.getState().editing?.text === text) end()
      },
      cancel: end,
      copy: () => copy(store.getState().editing?.text ?? '')
    }
  }, [client, store, voice, composer, messageLimit, copy, t])

  return { editedId, editor }
}
