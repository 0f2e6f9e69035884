import { LogOut, Monitor, Moon, Sun } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import type { CallParams } from '../../../shared/ipc/contract.ts'
import { languages } from '../../i18n/languages.ts'
import { useModel, useServices } from '../../state/app-context.tsx'
import { unplacedCount } from '../../state/selectors.ts'
import { Alert } from '../../ui/alert.tsx'
import { Menu, MenuChoice, MenuItem, MenuRule } from '../../ui/menu.tsx'

const icon = { size: 16, strokeWidth: 2, 'aria-hidden': true } as const

/** Language, theme and signing out, behind the reader's own name. */
export function AccountMenu({ trigger, side = 'top' }: { trigger: ReactElement; side?: 'top' | 'right' }) {
  const t = useTranslations('account')
  const actions = useTranslations('action')
  const { client, notices } = useServices()
  const app = useModel((model) => model.app)
  const waiting = useModel(unplacedCount)
  const [isAsking, setIsAsking] = useState(false)

  const configure = async (wanted: CallParams<'app.configure'>) => {
    const answer = await client.call('app.configure', wanted)
    if (!answer.ok) notices.push({ tone: 'error', title: t('notConfigured') })
  }
  const signOut = async () => {
    setIsAsking(false)
    const answer = await client.call('accounts.signOut', {})
    if (!answer.ok) notices.push({ tone: 'error', title: t('notSignedOut') })
  }
  const askOrSignOut = () => {
    if (waiting > 0) setIsAsking(true)
    else void signOut()
  }

  return (
    <>
      <Menu trigger={trigger} side={side}>
        <MenuChoice
          label={t('language')}
          value={app?.language ?? 'fr'}
          options={languages}
          onChange={(language) => void configure({ language })}
        />
        <MenuRule />
        <MenuChoice
          label={t('theme')}
          value={app?.theme ?? 'system'}
          options={[
            { value: 'system', label: t('system'), icon: <Monitor {...icon} /> },
            { value: 'light', label: t('light'), icon: <Sun {...icon} /> },
            { value: 'dark', label: t('dark'), icon: <Moon {...icon} /> }
          ]}
          onChange={(theme) => void configure({ theme })}
        />
        <MenuRule />
        <MenuItem icon={<LogOut {...icon} />} onSelect={askOrSignOut}>
          {t('signOut')}
        </MenuItem>
      </Menu>
      <Alert
        isDestructive
        isOpen={isAsking}
        title={t('waitingTitle', { count: waiting })}
        text={t('waitingBody')}
        cancelLabel={actions('cancel')}
        confirmLabel={t('signOut')}
        onCancel={() => setIsAsking(false)}
        onConfirm={() => void signOut()}
      />
    </>
  )
}
