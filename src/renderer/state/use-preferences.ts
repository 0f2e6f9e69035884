import type { CallParams } from '../../shared/ipc/contract.ts'
import { PREFERENCE_DEFAULTS, type Preferences } from '../../shared/ipc/preferences.ts'
import { useModel, useServices } from './app-context.tsx'

export function usePreferences(): Preferences {
  return useModel((model) => model.app?.preferences ?? PREFERENCE_DEFAULTS)
}

/** Changes settings, and says so when that did not work. */
export function useConfigure(): (wanted: CallParams<'app.configure'>) => Promise<void> {
  const { client, notices } = useServices()
  return async (wanted) => {
    const answer = await client.call('app.configure', wanted)
    if (!answer.ok) notices.push({ tone: 'error', title: (t) => t('account.notConfigured') })
  }
}
