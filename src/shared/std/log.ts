/** Facts beside an event. Never a password, a token or the text of a message. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>> & OwnFields

/** What every entry says by itself: a fact of the same name would hide it. */
interface OwnFields {
  readonly time?: never
  readonly level?: never
  readonly event?: never
}

/** Where a process tells its operators what happened. */
export interface Log {
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  error(event: string, fields?: LogFields): void
}
