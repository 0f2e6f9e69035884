import { createSeededRandom } from '../src/shared/testkit/seeded-random.ts'
import type { Random } from '../src/shared/std/random.ts'

const words = (
  'le la les une pour avec dans sur pas plus tout bien encore demain réunion fichier maquette version serveur ' +
  'salle café train écran erreur correction revue texte image semaine the build passes again after lunch please ' +
  'look at this when you can thanks deploy branch green red timeline scroll height'
).split(' ')
const emoji = ['👍', '🎉', '☕️', '👩‍💻', '🇫🇷', '😀', '🚀', '❤️']

const code = [
  '```ts',
  'export function median(values: readonly number[]): number {',
  '  const sorted = values.toSorted((a, b) => a - b)',
  '  return sorted[sorted.length >> 1] ?? Number.NaN',
  '}',
  '```'
].join('\n')

/** The kinds of messages of a room, and how many of a hundred are of each. */
const kinds: readonly (readonly [weight: number, write: (random: Random) => string])[] = [
  [52, (random) => sentence(random, 2, 14)],
  [18, (random) => sentence(random, 25, 60)],
  [10, (random) => lines(random, 2, 6)],
  [7, (random) => emojiOnly(random)],
  [
    6,
    (random) => `${sentence(random, 4, 9)} **${sentence(random, 1, 3)}** \`npm test\` https://example.org/a/b`
  ],
  [5, (random) => `${sentence(random, 3, 8)}\n${code}`],
  // Folded: more than twenty lines.
  [2, (random) => lines(random, 24, 60)]
]

/** Writes message after message of mixed height, the same ones every time. */
export function createTexts(): () => string {
  const random = createSeededRandom(5)
  return () => {
    let place = random() * 100
    const kind = kinds.find(([weight]) => (place -= weight) < 0) ?? kinds[0]
    return kind?.[1](random) ?? ''
  }
}

function between(random: Random, least: number, most: number): number {
  return least + Math.floor(random() * (most - least + 1))
}

function pick(random: Random, among: readonly string[]): string {
  return among[Math.floor(random() * among.length)] ?? ''
}

function sentence(random: Random, least: number, most: number): string {
  return Array.from({ length: between(random, least, most) }, () => pick(random, words)).join(' ')
}

function lines(random: Random, least: number, most: number): string {
  return Array.from({ length: between(random, least, most) }, () => sentence(random, 2, 12)).join('\n')
}

function emojiOnly(random: Random): string {
  return Array.from({ length: between(random, 1, 5) }, () => pick(random, emoji)).join('')
}
