/** English, for the window around the room: sidebar, people, quick switcher. */
export const enShell = {
  shell: {}
} as const
