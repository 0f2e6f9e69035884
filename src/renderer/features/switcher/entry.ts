import type { LucideIcon } from 'lucide-react'
import type { Language } from '../../../shared/ipc/contract.ts'
import type { Command } from '../../../shared/model/shortcuts.ts'
import type { User } from '../../../shared/model/user.ts'

/** Something that the quick switcher leads to or does. */
export interface Entry {
  /** The same whenever the switcher is open. */
  readonly id: string
  readonly kind: 'room' | 'person' | 'action'
  readonly label: string
  /** Beside the label; it is not searched. */
  readonly detail?: string
  /** Searched too, and not shown. */
  readonly also?: string
  /** Of the label, where it is not the interface's. */
  readonly lang?: Language
  readonly icon?: LucideIcon
  readonly person?: User
  readonly presence?: 'online' | 'offline'
  readonly unread?: number
  /** Whose key does the same. */
  readonly command?: Command
  readonly run: () => void
}
