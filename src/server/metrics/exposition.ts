import type { Histogram } from './histogram.ts'

/** One value of a metric, with what tells it from the others. Labels are words of ours: nothing in them needs quoting. */
export interface Sample {
  readonly labels?: Readonly<Record<string, string>>
  readonly value: number
}

interface Metric {
  readonly name: string
  readonly help: string
}

/** Lines of the text that Prometheus reads, version 0.0.4. A counter's name ends in `_total`. */
export function samplesText({ name, help }: Metric, samples: readonly Sample[]): string {
  const type = name.endsWith('_total') ? 'counter' : 'gauge'
  return [...heading({ name, help }, type), ...samples.map((sample) => line(name, sample))].join('')
}

export function histogramText(metric: Metric, bounds: readonly number[], histogram: Histogram): string {
  const { upTo, count, sum } = histogram.read()
  const { name } = metric
  const buckets = bounds.map((bound, index) =>
    line(`${name}_bucket`, { labels: { le: String(bound) }, value: upTo[index] ?? 0 })
  )
  return [
    ...heading(metric, 'histogram'),
    ...buckets,
    line(`${name}_bucket`, { labels: { le: '+Inf' }, value: count }),
    line(`${name}_sum`, { value: sum }),
    line(`${name}_count`, { value: count })
  ].join('')
}

function heading({ name, help }: Metric, type: string): string[] {
  return [`# HELP ${name} ${help}\n`, `# TYPE ${name} ${type}\n`]
}

function line(name: string, { labels = {}, value }: Sample): string {
  const written = Object.entries(labels).map(([key, word]) => `${key}="${word}"`)
  return `${name}${written.length > 0 ? `{${written.join(',')}}` : ''} ${value}\n`
}
