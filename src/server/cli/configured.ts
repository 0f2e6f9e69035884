import type { GivenOptions, Loaded } from '../configuration/load.ts'
import { loadConfiguration } from '../configuration/load.ts'
import { type Configuration, SETTING_NAMES } from '../configuration/settings.ts'
import type { ServerOptions } from '../index.ts'
import { usualDataFolder } from './arguments.ts'

/** The options of commands that are about a server's settings, for `parseArgs`. */
export const SETTING_OPTIONS = Object.fromEntries(
  [...SETTING_NAMES, 'config'].map((name) => [name, { type: 'string' } as const])
)

/** What was given on a command line that has `SETTING_OPTIONS`. */
export function givenOptions(values: Readonly<Record<string, unknown>>): GivenOptions {
  const texts = SETTING_NAMES.flatMap((name) => {
    const text = values[name]
    return typeof text === 'string' ? [[name, text] as const] : []
  })
  const { config } = values
  return { settings: Object.fromEntries(texts), file: typeof config === 'string' ? config : null }
}

/** The settings of this process: what was given, its environment, the file. */
export function loadHere(given: GivenOptions): Loaded {
  return loadConfiguration(given, process.env, usualDataFolder())
}

export function toServerOptions(configuration: Configuration): ServerOptions {
  return {
    dataFolder: configuration.data,
    port: configuration.port,
    name: configuration.name?.trim() ?? null,
    publicUrl: configuration['public-url'],
    trustedProxies: configuration['trusted-proxies'],
    metrics: configuration.metrics,
    limits: {
      commandsPerSecond: configuration['commands-per-second'],
      commandsInABurst: configuration['commands-at-once'],
      commandsPerSecondOfUser: configuration['user-commands-per-second'],
      commandsInABurstOfUser: configuration['user-commands-at-once'],
      connectionsPerUser: configuration['connections-per-user'],
      connectionsPerAddress: configuration['connections-per-address'],
      handshakesPerMinuteOfAddress: configuration['handshakes-per-minute']
    }
  }
}
