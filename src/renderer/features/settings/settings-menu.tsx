import { ChevronDown } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { SETTINGS_PAGES, type SettingsPage } from '../../state/navigation.ts'
import { Button } from '../../ui/button.tsx'
import { Menu, MenuChoice } from '../../ui/menu.tsx'
import { PAGE_ICONS } from './page-icons.ts'
import styles from './settings-nav.module.css'

interface SettingsMenuProps {
  readonly page: SettingsPage
  readonly onOpen: (page: SettingsPage) => void
}

/** The pages where there is no room for their names. */
export function SettingsMenu({ page, onOpen }: SettingsMenuProps) {
  const t = useTranslations('settings')
  const options = SETTINGS_PAGES.map((value) => {
    const Icon = PAGE_ICONS[value]
    const icon = <Icon size={16} strokeWidth={2} aria-hidden="true" />
    return { value, label: t(`pages.${value}`), icon }
  })
  return (
    <Menu
      side="bottom"
      align="end"
      trigger={
        <Button aria-current="page" className={styles['menu']}>
          {t(`pages.${page}`)}
          <ChevronDown size={16} strokeWidth={2} aria-hidden="true" />
        </Button>
      }
    >
      <MenuChoice closes label={t('title')} value={page} options={options} onChange={onOpen} />
    </Menu>
  )
}
