/**
 * Something that happened to the copy of an account and that its person must be told, until they have read it.
 * `at`: milliseconds since 1970.
 */
export type Incident = { readonly id: number; readonly at: number } & IncidentFacts

export type IncidentFacts =
  /** The server went back to an earlier state. So many own messages that it no longer had are sent to it again. */
  | { readonly kind: 'server-restored'; readonly resent: number; readonly lost: number }
  /** The copy's file could not be read and was set aside; so much was saved out of it, the rest is fetched anew. */
  | {
      readonly kind: 'copy-rebuilt'
      readonly file: string
      readonly messages: number
      readonly drafts: number
    }
  /** The copy's file was deleted or replaced while it was open, and written there again with all that it held. */
  | { readonly kind: 'copy-put-back'; readonly folder: string }
  /** The file with the program's settings and its list of accounts was damaged and set aside. */
  | { readonly kind: 'settings-rebuilt'; readonly file: string }
