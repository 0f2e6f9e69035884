import { Copy, Trash2 } from 'lucide-react'
import { useRef } from 'react'
import { useTranslations } from 'use-intl'
import { MenuBeside, MenuItem, MenuRule } from '../../ui/menu.tsx'
import type { RowActions } from './row-actions.ts'
import type { Removal } from './use-removal.ts'
import type { RowMenuState } from './use-row-menu.ts'

interface RowMenuProps {
  readonly state: RowMenuState
  readonly removal: Removal
  readonly actions: RowActions
  /** Where the focus goes when it closes. */
  readonly focusAfter: (id: string) => HTMLElement | null
  readonly onClose: () => void
}

/** What can be done with a message, in words. */
export function RowMenu({ state, removal, actions, focusAfter, onClose }: RowMenuProps) {
  const t = useTranslations()
  const { message } = state
  const asksFirst = useRef(false)
  const remove = (): void => {
    asksFirst.current = true
    actions.remove(message)
  }
  /** Nowhere after a press on Delete: the question has it then. */
  const whereTo = (): HTMLElement | null => {
    const isAsking = asksFirst.current
    asksFirst.current = false
    return isAsking ? null : focusAfter(message.clientId)
  }
  return (
    <MenuBeside
      label={t('list.toolbar')}
      isOpen={state.isOpen}
      place={state.beside}
      focusAfter={whereTo}
      onClose={onClose}
    >
      <MenuItem
        icon={<Copy size={16} strokeWidth={2} aria-hidden="true" />}
        hint="C"
        onSelect={() => actions.copy(message)}
      >
        {t('message.copy')}
      </MenuItem>
      {removal !== 'never' && message.placement && (
        <>
          <MenuRule />
          <MenuItem
            icon={<Trash2 size={16} strokeWidth={2} aria-hidden="true" />}
            tone="danger"
            isOff={removal === 'offline'}
            hint={t(removal === 'offline' ? 'delete.offline' : 'delete.key')}
            onSelect={remove}
          >
            {t('delete.menu')}
          </MenuItem>
        </>
      )}
    </MenuBeside>
  )
}
