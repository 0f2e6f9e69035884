import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { useServices } from '../state/app-context.tsx'

/** Shows as notices what the system could not show as notifications; their button leads where a click there would. */
export function useAlerts(): void {
  const t = useTranslations('action')
  const { client, store, notices } = useServices()
  useEffect(
    () =>
      client.subscribe((event) => {
        if (event.name !== 'alert.raised') return
        const { title, body, place } = event.value
        const action = place && { label: t('show'), run: () => store.setState({ placeOpened: place }) }
        notices.push({ tone: 'info', title, text: body, ...(action && { action }) })
      }),
    [client, store, notices, t]
  )
}
