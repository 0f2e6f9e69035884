import { Info, LogOut, Monitor, Moon, Power, ScrollText, Sun } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { languages } from '../../i18n/languages.ts'
import { useModel, useServices, useSession } from '../../state/app-context.tsx'
import { hasUnconfirmed, unplacedCount } from '../../state/selectors.ts'
import { useConfigure, usePreferences } from '../../state/use-preferences.ts'
import { useQuiet } from '../../state/use-quiet.ts'
import { Alert } from '../../ui/alert.tsx'
import { Menu, MenuChoice, MenuItem, MenuRule, SubMenu } from '../../ui/menu.tsx'
import { ConnectionLog } from './connection-log.tsx'
import { hasLimits } from './limits.ts'
import { ServerLimits } from './server-limits.tsx'

const icon = { size: 16, strokeWidth: 2, 'aria-hidden': true } as const

/** The settings of this computer, and the ways out, behind the reader's own name. */
export function AccountMenu({ trigger, side = 'top' }: { trigger: ReactElement; side?: 'top' | 'right' }) {
  const t = useTranslations('account')
  const log = useTranslations('log')
  const actions = useTranslations('action')
  const { client, notices } = useServices()
  const app = useModel((model) => model.app)
  const waiting = useModel(unplacedCount)
  const isUnsure = useModel(hasUnconfirmed)
  const { server } = useSession()
  const configure = useConfigure()
  const { theme } = usePreferences()
  const [isAsking, setIsAsking] = useState(false)
  const [isLogOpen, setIsLogOpen] = useState(false)
  const [isServerOpen, setIsServerOpen] = useState(false)

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
        <QuietChoice />
        <MenuRule />
        <MenuChoice
          label={t('language')}
          value={app?.language ?? 'fr'}
          options={languages}
          onChange={(language) => void configure({ language })}
        />
        <MenuRule />
        <MenuChoice
          label={t('theme')}
          value={theme}
          options={[
            { value: 'system', label: t('system'), icon: <Monitor {...icon} /> },
            { value: 'light', label: t('light'), icon: <Sun {...icon} /> },
            { value: 'dark', label: t('dark'), icon: <Moon {...icon} /> }
          ]}
          onChange={(theme) => void configure({ theme })}
        />
        <MenuRule />
        {hasLimits(server.capabilities) && (
          <MenuItem icon={<Info {...icon} />} onSelect={() => setIsServerOpen(true)}>
            {t('aboutServer')}
          </MenuItem>
        )}
        <MenuItem icon={<ScrollText {...icon} />} onSelect={() => setIsLogOpen(true)}>
          {log('open')}
        </MenuItem>
        <MenuItem icon={<LogOut {...icon} />} onSelect={askOrSignOut}>
          {t('signOut')}
        </MenuItem>
        <MenuItem icon={<Power {...icon} />} onSelect={() => void client.call('app.quit', { force: false })}>
          {t('quit')}
        </MenuItem>
      </Menu>
      <ServerLimits isOpen={isServerOpen} onClose={() => setIsServerOpen(false)} />
      <ConnectionLog isOpen={isLogOpen} onClose={() => setIsLogOpen(false)} />
      <Alert
        isDestructive
        isOpen={isAsking}
        title={t(isUnsure ? 'unsureTitle' : 'waitingTitle', { count: waiting })}
        text={t(isUnsure ? 'unsureBody' : 'waitingBody')}
        cancelLabel={actions('cancel')}
        confirmLabel={t('signOut')}
        onCancel={() => setIsAsking(false)}
        onConfirm={() => void signOut()}
      />
    </>
  )
}

function QuietChoice() {
  const t = useTranslations('quiet')
  const quiet = useQuiet()
  return (
    <SubMenu icon={<Moon {...icon} />} label={t('title')}>
      <MenuChoice
        label={quiet.isOn ? quiet.words : t('title')}
        value={quiet.choice}
        options={[
          { value: 'off', label: t('off') },
          { value: 'half-hour', label: t('halfHour') },
          { value: 'hour', label: t('hour') },
          { value: 'tomorrow', label: t('tomorrow') },
          { value: 'always', label: t('always') }
        ]}
        onChange={(choice) => choice && quiet.set(choice)}
      />
    </SubMenu>
  )
}
