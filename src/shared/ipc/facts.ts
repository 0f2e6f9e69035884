/** What this program is and runs on. */
export interface About {
  readonly version: string
  readonly electron: string
  readonly chromium: string
  readonly node: string
  readonly sqlite: string
  /** Name and release of the system. */
  readonly system: string
}

/** How much of this computer the open account takes. */
export interface CopySize {
  /** The marks of those that were deleted among them. */
  readonly messages: number
  readonly notifications: number
  /** Bytes on disk: of the open account's copy, and of all logs. */
  readonly copyBytes: number
  readonly logBytes: number
}
