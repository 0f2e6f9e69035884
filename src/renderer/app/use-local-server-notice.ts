import { useEffect } from 'react'
import { keyOfCode } from '../i18n/codes.ts'
import { en } from '../i18n/en.ts'
import { useModel, useServices } from '../state/app-context.tsx'

/** Says that the server inside the app does not come back, to whoever has their account on it. */
export function useLocalServerNotice(): void {
  const { client, notices } = useServices()
  const problem = useModel(({ app }) => {
    return app?.isOnLocalServer && app.localServer.phase === 'failed' ? app.localServer.problem : null
  })
  useEffect(() => {
    if (problem === null) return undefined
    const key = keyOfCode(en.hostingProblems, problem)
    const id = notices.push({
      tone: 'error',
      title: (t) => t('localServer.failed'),
      text: (t) => t(`hostingProblems.${key}`),
      action: { label: (t) => t('localServer.start'), run: () => void client.call('localServer.start', {}) }
    })
    // It runs again, or nobody here needs it any more.
    return () => notices.dismiss(id)
  }, [problem, client, notices])
}
