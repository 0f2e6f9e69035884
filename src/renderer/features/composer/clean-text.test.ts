import { expect, it } from 'vitest'
import { cleanText } from './clean-text.ts'

const cases: readonly [name: string, before: string, after: string][] = [
  ['line ends of Windows and of old Macs', 'a\r\nb\rc', 'a\nb\nc'],
  ['control characters', 'a\u0000b\u0007c\u001b[31md\u007fe\u0085f', 'abc[31mdef'],
  ['tabs, which stay', 'a\tb', 'a\tb'],
  ['no-break spaces, which stay', 'Oui\u202f! 10\u00a0h', 'Oui\u202f! 10\u00a0h'],
  ['halves of characters', 'a\ud83cb\udf31c', 'abc'],
  ['whole emoji, also joined ones, which stay', '🌱👩‍🔬❤️', '🌱👩‍🔬❤️'],
  ['blank lines at the end', 'a\n\nb\n \t\n\n', 'a\n\nb'],
  ['spaces around, which stay', '  a  ', '  a  ']
]

it.each(cases)('cleans %s', (_, before, after) => expect(cleanText(before)).toBe(after))
