import { useEffect, useState } from 'react'
import { Settings } from '../features/settings/settings.tsx'
import { useModel } from '../state/app-context.tsx'
import type { SettingsPage } from '../state/navigation.ts'
import { focusedOpener } from '../ui/opener.ts'
import { MessagePreview } from './message-preview.tsx'

interface SettingsLayerProps {
  /** Signs out, and asks before where something would be lost. */
  readonly onSignOut: () => void
  /** Takes the focus where what opened the settings is gone when they close. */
  readonly onFocusHome: () => void
}

/** The settings over the whole window, while they are open. */
export function SettingsLayer(props: SettingsLayerProps) {
  const page = useModel((model) => model.settingsPage)
  return page && <Layer {...props} page={page} />
}

function Layer({ page, onSignOut, onFocusHome }: SettingsLayerProps & { page: SettingsPage }) {
  // As it is drawn for the first time, the focus is still where they were opened.
  const [opener] = useState(focusedOpener)
  useEffect(
    () => () => {
      opener?.focus()
      if (!opener || document.activeElement !== opener) onFocusHome()
    },
    // oxlint-disable-next-line react/exhaustive-deps -- once, when they close, whatever is drawn anew meanwhile
    []
  )
  return <Settings page={page} preview={<MessagePreview />} onSignOut={onSignOut} />
}
