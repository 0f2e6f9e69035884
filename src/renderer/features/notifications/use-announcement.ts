import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { notificationProblem } from '../../../shared/model/notification.ts'
import { keyOfCode } from '../../i18n/codes.ts'
import { en } from '../../i18n/en.ts'
import { useModel, useServices } from '../../state/app-context.tsx'
import type { AnnouncementDraft } from '../../state/store.ts'

/**
 * What is being written to everyone, and its way out. It stays in the model until it is sent or thrown away, under
 * the id it was begun with: sending it again after no answer came is the same announcement.
 */
export function useAnnouncement({ onSent }: { onSent: () => void }) {
  const { client, store, notices, voice } = useServices()
  const t = useTranslations()
  const draft = useModel((model) => model.announcementDraft)
  const [problem, setProblem] = useState<string | null>(null)
  const wordsOf = (code: string) => t(`announceProblems.${keyOfCode(en.announceProblems, code)}`)
  const [isBusy, setIsBusy] = useState(false)

  const show = (code: string) => {
    setProblem(code)
    voice.assertive(wordsOf(code))
  }
  const set = (part: Partial<AnnouncementDraft>) => {
    setProblem(null)
    store.setState(({ announcementDraft }) => {
      const known = announcementDraft ?? { clientId: crypto.randomUUID(), title: '', body: '' }
      return { announcementDraft: { ...known, ...part } }
    })
  }
  const discard = () => {
    setProblem(null)
    store.setState({ announcementDraft: null })
  }
  /** Whether it could be sent as it is; says why not. */
  const check = (): boolean => {
    const code = notificationProblem(draft?.title ?? '', draft?.body ?? '')
    if (code) show(code)
    return code === null
  }
  const send = async () => {
    if (!draft || isBusy || !check()) return
    setProblem(null)
    setIsBusy(true)
    const answer = await client.call('announcements.send', draft)
    setIsBusy(false)
    if (!answer.ok) return show(answer.code)
    // Another account may be here by now, with words of its own.
    if (store.getState().announcementDraft?.clientId === draft.clientId) discard()
    notices.push({ tone: 'success', title: (words) => words('announce.done') })
    onSent()
  }
  return {
    title: draft?.title ?? '',
    body: draft?.body ?? '',
    problem: problem && wordsOf(problem),
    isBusy,
    set,
    discard,
    check,
    send
  }
}
