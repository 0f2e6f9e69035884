import { expect, it } from 'vitest'
import { createEmojiMemory, type EmojiMemory } from './emoji-memory.ts'

function memoryOf(stored: string | null = null): EmojiMemory {
  let kept = stored
  return createEmojiMemory({ getItem: () => kept, setItem: (_, value) => void (kept = value) })
}

it('remembers the last 18, the newest first, each once', () => {
  const memory = memoryOf()
  for (let number = 1; number <= 20; number++) memory.note(String(number))
  memory.note('10')
  const { recents } = memory.read()
  expect(recents).toHaveLength(18)
  expect(recents.slice(0, 3)).toEqual(['10', '20', '19'])
  expect(recents.at(-1)).toBe('3')
})

it('remembers the skin tone beside them', () => {
  const memory = memoryOf()
  memory.note('🌱')
  memory.setTone(4)
  memory.note('🎉')
  expect(memory.read()).toEqual({ recents: ['🎉', '🌱'], tone: 4 })
})

it.each([
  [null],
  ['nonsense'],
  ['null'],
  ['[]'],
  ['"text"'],
  ['{"recents":"🌱","tone":"2"}'],
  ['{"recents":[1,null,"",{}],"tone":6}'],
  [`{"recents":["${'x'.repeat(41)}"],"tone":1.5}`]
])('takes %j for nothing', (stored) => {
  expect(memoryOf(stored).read()).toEqual({ recents: [], tone: 0 })
})

it('keeps what is sound of what is stored', () => {
  const stored = '{"recents":["🌱",7,"🎉","🌱"],"tone":3,"more":true}'
  expect(memoryOf(stored).read()).toEqual({ recents: ['🌱', '🎉'], tone: 3 })
})
