import type { Level } from './fanout/frames.ts'

/** What the server counts while it works. Called from the hottest places: an implementation only adds up. */
export interface Meter {
  /** A transaction of so many commands reached the disk. */
  committed(commands: number, milliseconds: number): void
  /** So many events were handed to one connection, in so many bytes. */
  delivered(events: number, bytes: number): void
  /** A connection does not keep up: its live feed stops until its socket drains. */
  fellBehind(): void
  connected(level: Level): void
  disconnected(level: Level): void
  signedIn(): void
  /** Somebody was told this error code, or turned away for this reason. */
  refused(why: string): void
}

/** Counts nothing. */
export const noMeter: Meter = {
  committed() {},
  delivered() {},
  fellBehind() {},
  connected() {},
  disconnected() {},
  signedIn() {},
  refused() {}
}
