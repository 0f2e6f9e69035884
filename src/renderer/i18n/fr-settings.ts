/** French, for the settings. */
export const frSettings = {
  settings: {}
}
