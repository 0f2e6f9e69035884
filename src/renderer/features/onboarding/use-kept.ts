import type { SignedIn } from '../../../shared/ipc/contract.ts'
import { useServices } from '../../state/app-context.tsx'

/** Says where the session is kept, where that is not what people expect. */
export function useKept(): (kept: SignedIn['kept']) => void {
  const { client, notices } = useServices()
  async function keep(): Promise<void> {
    const answer = await client.call('accounts.keep', {})
    if (!answer.ok) return
    if (answer.value.kept === 'keyring') notices.push({ tone: 'success', title: (t) => t('kept.done') })
    else tell(answer.value.kept)
  }
  function tell(kept: SignedIn['kept']): void {
    if (kept === 'file')
      notices.push({ tone: 'info', title: (t) => t('kept.file'), text: (t) => t('kept.fileText') })
    if (kept !== 'locked') return
    notices.push({
      tone: 'info',
      title: (t) => t('kept.locked'),
      text: (t) => t('kept.lockedText'),
      action: { label: (t) => t('kept.again'), run: () => void keep() },
      stays: true
    })
  }
  return tell
}
