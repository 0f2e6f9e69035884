/** What a server can do for its clients: what the rest of the program looks at, instead of at the kind of server. */
export interface Capabilities {
  /**
   * Each command is answered by name, and may be repeated under its client id. Without: an own message is known by its
   * echo, and at most one command that can fail is on its way at a time.
   */
  readonly answers: boolean
  /** What happens comes numbered in streams, from a cursor on. Without: unnumbered, and some of it perhaps never. */
  readonly numbers: boolean
  /** Where older messages come from: the streams themselves, pages by message id, or nowhere. */
  readonly history: 'streams' | 'pages' | 'none'
  /** The server keeps what was read. Without: this computer alone does. */
  readonly readMarks: boolean
  /** Superusers can send announcements over the socket. */
  readonly announcements: boolean
}

/** What a Causerie server can do: everything. */
export const FULL_CAPABILITIES: Capabilities = {
  answers: true,
  numbers: true,
  history: 'streams',
  readMarks: true,
  announcements: true
}
