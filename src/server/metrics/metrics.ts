import { monitorEventLoopDelay } from 'node:perf_hooks'
import { VERSION } from '../../shared/version.ts'
import type { Level } from '../fanout/frames.ts'
import type { Meter } from '../meter.ts'
import { histogramText, type Sample, samplesText } from './exposition.ts'
import { createHistogram } from './histogram.ts'

/** A meter that can be read. */
export interface Metrics {
  readonly meter: Meter
  /** Everything, as Prometheus reads it. */
  text(): string
  stop(): void
}

const SECONDS = [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]
const COMMANDS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000]
const DELAY_RESOLUTION_MS = 20
const NANOSECONDS = 1e9

/** `online`: how many people there are just now. */
export function createMetrics(online: () => number): Metrics {
  const commitSeconds = createHistogram(SECONDS)
  const commitCommands = createHistogram(COMMANDS)
  const connections: Record<Level, number> = { 0: 0, 1: 0 }
  const refusals = new Map<string, number>()
  const totals = { events: 0, bytes: 0, fellBehind: 0, connections: 0, signIns: 0 }
  const delays = monitorEventLoopDelay({ resolution: DELAY_RESOLUTION_MS })
  delays.enable()

  const meter: Meter = {
    committed(commands, milliseconds) {
      commitSeconds.observe(milliseconds / 1000)
      commitCommands.observe(commands)
    },
    delivered(events, bytes) {
      totals.events += events
      totals.bytes += bytes
    },
    fellBehind: () => void totals.fellBehind++,
    connected(level) {
      connections[level]++
      totals.connections++
    },
    disconnected: (level) => void connections[level]--,
    signedIn: () => void totals.signIns++,
    refused: (why) => void refusals.set(why, (refusals.get(why) ?? 0) + 1)
  }

  function text(): string {
    const byLevel = ([0, 1] as const).map((level) => {
      return { labels: { level: String(level) }, value: connections[level] }
    })
    const byCode = [...refusals].map(([code, value]) => ({ labels: { code }, value }))
    return [
      samplesText({ name: 'causerie_connections', help: 'Open connections, by level.' }, byLevel),
      one('causerie_connections_opened_total', 'Connections since the start.', totals.connections),
      one('causerie_people_online', 'People with at least one connection.', online()),
      one('causerie_delivered_events_total', 'Events handed to connections.', totals.events),
      one('causerie_delivered_bytes_total', 'Bytes of these events.', totals.bytes),
      one(
        'causerie_slow_readers_total',
        'How often a connection did not keep up and was left alone.',
        totals.fellBehind
      ),
      one('causerie_sign_ins_total', 'Sign-ins that succeeded.', totals.signIns),
      samplesText({ name: 'causerie_refusals_total', help: 'What was refused, by error code.' }, byCode),
      histogramText(
        { name: 'causerie_commit_seconds', help: 'How long a transaction took until it was on disk.' },
        SECONDS,
        commitSeconds
      ),
      histogramText(
        { name: 'causerie_commit_commands', help: 'How many commands a transaction held.' },
        COMMANDS,
        commitCommands
      ),
      eventLoopDelay(),
      processText()
    ].join('')
  }

  /** Since it was asked last. */
  function eventLoopDelay(): string {
    const quantile = (share: number): Sample => {
      return { labels: { quantile: String(share) }, value: delays.percentile(share * 100) / NANOSECONDS }
    }
    const samples = [quantile(0.5), quantile(0.99), quantile(1)]
    delays.reset()
    return samplesText(
      { name: 'causerie_event_loop_delay_seconds', help: 'Between two looks that are 20 ms apart.' },
      samples
    )
  }

  return { meter, text, stop: () => void delays.disable() }
}

function processText(): string {
  const { rss, heapUsed } = process.memoryUsage()
  const { user, system } = process.cpuUsage()
  const versions = { version: VERSION, node: process.versions.node }
  return [
    one('process_resident_memory_bytes', 'Memory of the process.', rss),
    one('causerie_heap_used_bytes', 'Memory of its JavaScript objects.', heapUsed),
    one('process_cpu_seconds_total', 'Processor time of the process.', (user + system) / 1e6),
    one(
      'process_start_time_seconds',
      'When it began, since 1970.',
      Math.round(Date.now() / 1000 - process.uptime())
    ),
    samplesText({ name: 'causerie_info', help: 'What runs.' }, [{ labels: versions, value: 1 }])
  ].join('')
}

function one(name: string, help: string, value: number): string {
  return samplesText({ name, help }, [{ value }])
}
