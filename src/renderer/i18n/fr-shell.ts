/** French, for the window around the room: sidebar, people, quick switcher. */
export const frShell = {
  shell: {}
}
