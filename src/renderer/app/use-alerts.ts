import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { useServices } from '../state/app-context.tsx'
import { quotable } from './quotable.ts'

/**
 * Shows as notices what the system could not show as notifications, whose button leads where a click there would, and
 * what a server says in words of its own.
 */
export function useAlerts(): void {
  const t = useTranslations()
  const { client, store, notices } = useServices()
  useEffect(
    () =>
      client.subscribe((event) => {
        if (event.name === 'server.said') {
          notices.push({
            tone: 'error',
            title: t('said.title'),
            text: t('said.text', { text: quotable(event.value.text) })
          })
        }
        if (event.name !== 'alert.raised') return
        const { title, body, place } = event.value
        const action = place && { label: t('action.show'), run: () => store.setState({ placeOpened: place }) }
        notices.push({ tone: 'info', title, text: body, ...(action && { action }) })
      }),
    [client, store, notices, t]
  )
}
