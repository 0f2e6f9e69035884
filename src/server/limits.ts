/** What one connection, one person and one address may take before they are refused. */
export interface Limits {
  readonly commandsPerSecond: number
  /** How many commands a connection may send at once after a rest. */
  readonly commandsInABurst: number
  /** Over all connections of a person together: more of them must not be more commands. */
  readonly commandsPerSecondOfUser: number
  readonly commandsInABurstOfUser: number
  /** Each may queue its byte budget here: one person's program in a loop must not take all memory. */
  readonly connectionsPerUser: number
  /** For those who come through a proxy: an office has one address, a flood too. */
  readonly connectionsPerAddress: number
  readonly handshakesPerMinuteOfAddress: number
}

/** Generous for a person, for an outbox that drains and for an office that comes back; a loop gets refused. */
export const USUAL_LIMITS: Limits = {
  commandsPerSecond: 50,
  commandsInABurst: 200,
  commandsPerSecondOfUser: 200,
  commandsInABurstOfUser: 1000,
  connectionsPerUser: 100,
  connectionsPerAddress: 2000,
  handshakesPerMinuteOfAddress: 6000
}
