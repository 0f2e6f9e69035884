/** Facts beside an event. Never a password, a token or the text of a message. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>

/** Where a process tells its operators what happened. */
export interface Log {
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  error(event: string, fields?: LogFields): void
}
