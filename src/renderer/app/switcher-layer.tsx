interface SwitcherLayerProps {
  /** What can be done from there besides going somewhere. */
  readonly run: { readonly quiet: () => void; readonly centre: () => void; readonly sidebar: () => void }
  readonly onSignOut: () => void
  readonly onFocusHome: () => void
}

/** The quick switcher over the room, once there is one. */
export function SwitcherLayer(_props: SwitcherLayerProps) {
  return null
}
