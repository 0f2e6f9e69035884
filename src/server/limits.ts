/** What one connection and one person may take before they are refused. */
export interface Limits {
  readonly commandsPerSecond: number
  /** How many commands a connection may send at once after a rest. */
  readonly commandsInABurst: number
  /** Each may queue its byte budget here: one person's program in a loop must not take all memory. */
  readonly connectionsPerUser: number
}

/** Generous for a person, and for an outbox that drains; a loop gets `rate_limited`. */
export const USUAL_LIMITS: Limits = { commandsPerSecond: 50, commandsInABurst: 200, connectionsPerUser: 100 }
