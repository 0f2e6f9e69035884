import { useEffect } from 'react'
import { useServices } from '../state/app-context.tsx'
import type { Say } from '../state/store.ts'
import { quotable } from './quotable.ts'

/**
 * Shows as notices what the system could not show as notifications, whose button leads where a click there would, and
 * what a server says in words of its own.
 */
export function useAlerts(): void {
  const { client, store, notices } = useServices()
  useEffect(
    () =>
      client.subscribe((event) => {
        if (event.name === 'server.said') {
          notices.push({
            tone: 'error',
            title: (t) => t('said.title'),
            text: (t) => t('said.text', { text: quotable(event.value.text) })
          })
        }
        if (event.name !== 'alert.raised') return
        // The words that the system did not show, as main has put them then: nobody rephrases a notification either.
        const { title, body, place } = event.value
        const label: Say = (t) => t('action.show')
        const action = place && { label, run: () => store.setState({ placeOpened: place }) }
        notices.push({ tone: 'info', title: () => title, text: () => body, ...(action && { action }) })
      }),
    [client, store, notices]
  )
}
