import { expect, test } from 'vitest'
import { histogramText, samplesText } from './exposition.ts'
import { createHistogram } from './histogram.ts'

test('gauges and counters, with and without labels', () => {
  expect(samplesText({ name: 'rooms', help: 'How many.' }, [{ value: 2 }])).toBe(
    '# HELP rooms How many.\n# TYPE rooms gauge\nrooms 2\n'
  )
  const samples = [
    { labels: { code: 'busy', level: '1' }, value: 3 },
    { labels: { code: 'internal' }, value: 0 }
  ]
  expect(samplesText({ name: 'refusals_total', help: 'Why.' }, samples)).toBe(
    '# HELP refusals_total Why.\n# TYPE refusals_total counter\n' +
      'refusals_total{code="busy",level="1"} 3\nrefusals_total{code="internal"} 0\n'
  )
})

test('a histogram counts what is at most as large as each bound', () => {
  const bounds = [1, 5]
  const histogram = createHistogram(bounds)
  for (const value of [0.5, 1, 3, 70]) histogram.observe(value)
  expect(histogramText({ name: 'size', help: 'How large.' }, bounds, histogram)).toBe(
    '# HELP size How large.\n# TYPE size histogram\n' +
      'size_bucket{le="1"} 2\nsize_bucket{le="5"} 3\nsize_bucket{le="+Inf"} 4\nsize_sum 74.5\nsize_count 4\n'
  )
})
