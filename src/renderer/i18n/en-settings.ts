/** English, for the settings. */
export const enSettings = {
  settings: {}
} as const
