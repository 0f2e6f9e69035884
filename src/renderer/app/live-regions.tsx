import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { displayName } from '../../shared/model/user.ts'
import { keyOfCode } from '../i18n/codes.ts'
import { en } from '../i18n/en.ts'
import { useModel, useServices } from '../state/app-context.tsx'
import type { Sentence } from '../state/store.ts'
import { Hidden } from '../ui/hidden.tsx'

/** Milliseconds in which what arrives is said together. */
const GATHER = 400
/** More than `TOO_MANY` messages within so many milliseconds are said as a number. */
const RECENT = 2_000
const TOO_MANY = 3

/** The two places from which the page is heard. They stand from the start and only their text changes. */
export function LiveRegions() {
  const { polite, assertive } = useModel((model) => model.spoken)
  useSpokenArrivals()
  useSpokenResults()
  return (
    <Hidden>
      <span aria-live="polite">{sentence(polite)}</span>
      <span aria-live="assertive">{sentence(assertive)}</span>
    </Hidden>
  )
}

/** A changed node is heard even when its words are the same as before. */
function sentence(spoken: Sentence | null) {
  return spoken && <span key={spoken.id}>{spoken.text}</span>
}

/** A message that failed is told at once, with the reason; that one is sent or not confirmed, when there is a pause. */
function useSpokenResults(): void {
  const t = useTranslations()
  const { store, voice } = useServices()
  const setbacks = useModel((model) => model.setbacks)
  const sent = useModel((model) => model.delivered.length)
  useEffect(() => {
    if (setbacks.length === 0 && sent === 0) return
    store.setState({ setbacks: [], delivered: [] })
    const failed = setbacks
      .map(({ delivery }) => delivery)
      .findLast((delivery) => delivery.state === 'failed')
    if (failed) voice.assertive(t(`sendProblems.${keyOfCode(en.sendProblems, failed.code)}`))
    const told = [
      sent === 1 ? t('message.sent') : sent > 1 ? t('message.sentMany', { count: sent }) : null,
      setbacks.some(({ delivery }) => delivery.state === 'unconfirmed') ? t('message.unconfirmed') : null
    ].filter((sentence) => sentence !== null)
    if (told.length > 0) voice.polite(told.join('\n'))
  }, [setbacks, sent, store, voice, t])
}

/** Reads out what others write, once; a heap of messages only as a number. */
function useSpokenArrivals(): void {
  const t = useTranslations('list')
  const { store, voice } = useServices()
  const hasArrived = useModel((model) => model.arrived.length > 0)
  const isQuiet = useModel((model) => model.app?.quiet != null)
  const recent = useRef<number[]>([])
  useEffect(() => {
    if (!hasArrived) return undefined
    const timer = setTimeout(() => {
      const { arrived, usersById } = store.getState()
      const now = Date.now()
      recent.current = [...recent.current.filter((at) => now - at < RECENT), ...arrived.map(() => now)]
      store.setState({ arrived: [] })
      if (isQuiet) return
      if (recent.current.length > TOO_MANY) {
        voice.polite(t('arrivedMany', { count: arrived.length }))
        return
      }
      const sentences = arrived.map(({ senderId, body }) => {
        const user = usersById[senderId]
        return t('arrived', { name: user ? displayName(user) : t('someone'), text: body })
      })
      voice.polite(sentences.join('\n'))
    }, GATHER)
    return () => clearTimeout(timer)
  }, [hasArrived, isQuiet, store, voice, t])
}
