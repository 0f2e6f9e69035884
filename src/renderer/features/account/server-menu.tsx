import { Copy, Info, LogOut, ScrollText } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { useServices, useSession } from '../../state/app-context.tsx'
import { copyText } from '../../ui/copy-text.ts'
import { Menu, MenuItem, MenuRule } from '../../ui/menu.tsx'
import { ConnectionLog } from './connection-log.tsx'
import { hasLimits } from './limits.ts'
import { ServerLimits } from './server-limits.tsx'

const icon = { size: 16, strokeWidth: 2, 'aria-hidden': true } as const

interface ServerMenuProps {
  readonly trigger: ReactElement
  readonly side?: 'right' | 'bottom'
  readonly onSignOut: () => void
}

/** What there is to know and to do about the server, behind its name. */
export function ServerMenu({ trigger, side = 'bottom', onSignOut }: ServerMenuProps) {
  const t = useTranslations('account')
  const log = useTranslations('log')
  const { notices } = useServices()
  const { server } = useSession()
  const [shown, setShown] = useState<'log' | 'limits' | null>(null)
  const close = () => setShown(null)
  const copyAddress = () => {
    const isCopied = copyText(server.origin)
    notices.push(
      isCopied
        ? { tone: 'success', title: (words) => words('account.addressCopied') }
        : { tone: 'error', title: (words) => words('account.addressNotCopied') }
    )
  }
  return (
    <>
      <Menu trigger={trigger} side={side}>
        <MenuItem icon={<Copy {...icon} />} onSelect={copyAddress}>
          {t('copyAddress')}
        </MenuItem>
        {hasLimits(server.capabilities) && (
          <MenuItem icon={<Info {...icon} />} onSelect={() => setShown('limits')}>
            {t('aboutServer')}
          </MenuItem>
        )}
        <MenuItem icon={<ScrollText {...icon} />} onSelect={() => setShown('log')}>
          {log('open')}
        </MenuItem>
        <MenuRule />
        <MenuItem icon={<LogOut {...icon} />} onSelect={onSignOut}>
          {t('signOut')}
        </MenuItem>
      </Menu>
      <ServerLimits isOpen={shown === 'limits'} onClose={close} />
      <ConnectionLog isOpen={shown === 'log'} onClose={close} />
    </>
  )
}
