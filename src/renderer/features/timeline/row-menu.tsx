import { Copy, EyeOff, Pencil, Trash2, Undo2 } from 'lucide-react'
import { useRef } from 'react'
import { useTranslations } from 'use-intl'
import { isChangeable } from '../../state/editing.ts'
import { MenuBeside, MenuItem, MenuRule } from '../../ui/menu.tsx'
import type { RowActions } from './row-actions.ts'
import type { Removal } from './use-removal.ts'
import type { RowMenuState } from './use-row-menu.ts'

const icon = { size: 16, strokeWidth: 2, 'aria-hidden': true } as const

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
  const goesOn = useRef(false)
  const remove = (): void => {
    goesOn.current = true
    actions.remove(message)
  }
  const edit = (): void => {
    goesOn.current = true
    actions.edit(message)
  }
  /** Nowhere after a press that gives it to something else: the question, or the field in the message's place. */
  const whereTo = (): HTMLElement | null => {
    const isTaken = goesOn.current
    goesOn.current = false
    return isTaken ? null : focusAfter(message.clientId)
  }
  return (
    <MenuBeside
      label={t('list.toolbar')}
      isOpen={state.isOpen}
      place={state.beside}
      focusAfter={whereTo}
      onClose={onClose}
    >
      <MenuItem icon={<Copy {...icon} />} hint="C" onSelect={() => actions.copy(message)}>
        {t('message.copy')}
      </MenuItem>
      {isChangeable(message) && (
        <>
          <MenuItem icon={<Pencil {...icon} />} hint={t('message.editKey')} onSelect={edit}>
            {t('message.edit')}
          </MenuItem>
          <MenuItem icon={<Undo2 {...icon} />} onSelect={() => actions.takeBack(message, 'discard')}>
            {t('message.takeBack')}
          </MenuItem>
        </>
      )}
      {message.placement && (
        <MenuItem
          icon={<EyeOff {...icon} />}
          hint={t('message.unreadKey')}
          onSelect={() => actions.markUnread(message)}
        >
          {t('message.unreadFrom')}
        </MenuItem>
      )}
      {removal !== 'never' && message.placement && (
        <>
          <MenuRule />
          <MenuItem
            icon={<Trash2 {...icon} />}
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
