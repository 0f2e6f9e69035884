import { Toolbar } from '@base-ui/react/toolbar'
import { Ellipsis, Trash2 } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { Message } from '../../../shared/model/message.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import styles from './message-row.module.css'
import type { RowActions } from './row-actions.ts'
import type { Removal } from './use-removal.ts'

interface RowToolbarProps {
  readonly top: number
  readonly message: Message
  readonly removal: Removal
  readonly hasMenu: boolean
  readonly actions: RowActions
}

/** What can be done with a message, over its upper right corner. */
export function RowToolbar({ top, message, removal, hasMenu, actions }: RowToolbarProps) {
  const t = useTranslations()
  return (
    <Toolbar.Root className={styles['toolbar']} style={{ top }} aria-label={t('list.toolbar')}>
      <Toolbar.Button
        render={
          <IconButton
            size={30}
            label={t('message.more')}
            aria-haspopup="menu"
            aria-expanded={hasMenu}
            onClick={(event) => actions.openMenu(message, event.currentTarget.getBoundingClientRect())}
          >
            <Ellipsis size={18} strokeWidth={1.75} aria-hidden="true" />
          </IconButton>
        }
      />
      {removal !== 'never' && message.placement && (
        <>
          <span className={styles['rule']} aria-hidden="true" />
          <Toolbar.Button
            render={
              <IconButton
                size={30}
                kind="danger"
                label={t('delete.tooltip')}
                shortcut={t('delete.key')}
                reason={removal === 'offline' ? t('delete.offline') : null}
                onClick={() => actions.remove(message)}
              >
                <Trash2 size={18} strokeWidth={1.75} aria-hidden="true" />
              </IconButton>
            }
          />
        </>
      )}
    </Toolbar.Root>
  )
}
