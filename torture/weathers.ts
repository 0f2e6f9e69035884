import type { Weather } from './fault-proxy.ts'

/**
 * For the app, each of whose rounds begins when a message leaves: a silence that only a heartbeat notices would make
 * most of them a minute long, and the server's rounds have it.
 */
export const GUSTY: Weather = { peace: 4000, silence: 2000, endless: 0, latency: 40 }
/** A network that loses connections without a word, some of them for good: only a heartbeat notices, after 40 s. */
export const ROUGH: Weather = { peace: 6000, silence: 6000, endless: 0.1, latency: 40 }
/** The same, but every silence comes to its end soon: for a test that does not wait for heartbeats. */
export const MILD: Weather = { peace: 2000, silence: 1000, endless: 0, latency: 20 }
