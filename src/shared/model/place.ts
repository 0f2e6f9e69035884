/** Somewhere in the app that a click from outside of the window can lead to. */
export type Place =
  | { readonly kind: 'room'; readonly roomId: number }
  | { readonly kind: 'notification'; readonly id: number }
  | { readonly kind: 'settings' }
