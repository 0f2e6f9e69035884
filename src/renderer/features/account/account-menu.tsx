import { LogOut, Moon, Power, Settings } from 'lucide-react'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { useServices } from '../../state/app-context.tsx'
import { useKeymap } from '../../state/use-keymap.ts'
import { useQuiet } from '../../state/use-quiet.ts'
import { Menu, MenuChoice, MenuItem, MenuRule, SubMenu } from '../../ui/menu.tsx'

const icon = { size: 16, strokeWidth: 2, 'aria-hidden': true } as const

interface AccountMenuProps {
  readonly trigger: ReactElement
  readonly side?: 'top' | 'right'
  readonly onSignOut: () => void
}

/** Do not disturb, the settings, and the ways out, behind the reader's own name. */
export function AccountMenu({ trigger, side = 'top', onSignOut }: AccountMenuProps) {
  const t = useTranslations('account')
  const { client, navigation } = useServices()
  const keymap = useKeymap()
  return (
    <Menu trigger={trigger} side={side}>
      <QuietChoice />
      <MenuItem
        icon={<Settings {...icon} />}
        hint={keymap.text('settings')}
        onSelect={() => navigation.openSettings()}
      >
        {t('openSettings')}
      </MenuItem>
      <MenuRule />
      <MenuItem icon={<LogOut {...icon} />} onSelect={onSignOut}>
        {t('signOut')}
      </MenuItem>
      <MenuItem icon={<Power {...icon} />} onSelect={() => void client.call('app.quit', { force: false })}>
        {t('quit')}
      </MenuItem>
    </Menu>
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
