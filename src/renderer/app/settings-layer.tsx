interface SettingsLayerProps {
  readonly onSignOut: () => void
  readonly onFocusHome: () => void
}

/** The settings over the room, once there are any. */
export function SettingsLayer(_props: SettingsLayerProps) {
  return null
}
