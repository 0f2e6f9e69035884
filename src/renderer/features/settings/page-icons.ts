import {
  Bell,
  CircleUserRound,
  HardDrive,
  Info,
  Keyboard,
  Languages,
  SunMoon,
  type LucideIcon
} from 'lucide-react'
import type { SettingsPage } from '../../state/navigation.ts'

export const PAGE_ICONS: Readonly<Record<SettingsPage, LucideIcon>> = {
  account: CircleUserRound,
  notifications: Bell,
  appearance: SunMoon,
  language: Languages,
  shortcuts: Keyboard,
  storage: HardDrive,
  about: Info
}
