import { useTranslations } from 'use-intl'
import { useModel, useServices } from '../state/app-context.tsx'
import { Alert } from '../ui/alert.tsx'

/** Asked when somebody quits while messages have not left yet, whatever is shown then: nothing else lets them out. */
export function QuitQuestion() {
  const t = useTranslations('quit')
  const { client, store } = useServices()
  const unsent = useModel((model) => model.quitAsked)
  const forget = () => store.setState({ quitAsked: null })
  return (
    <Alert
      isOpen={unsent !== null}
      title={t('title')}
      text={t('body', { count: unsent ?? 0 })}
      cancelLabel={t('wait')}
      confirmLabel={t('confirm')}
      onCancel={forget}
      onConfirm={() => {
        forget()
        void client.call('app.quit', { force: true })
      }}
    />
  )
}
