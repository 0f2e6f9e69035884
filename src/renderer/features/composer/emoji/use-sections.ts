import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import type { Section } from './emoji-grid.ts'
import type { Emoji } from './emoji.ts'

/** The sections in the order in which they are shown, with the numbers of their groups. */
const GROUPS = [
  ['smileys', 0],
  ['people', 1],
  ['nature', 3],
  ['food', 4],
  ['activities', 6],
  ['travel', 5],
  ['objects', 7],
  ['symbols', 8],
  ['flags', 9]
] as const

/** What somebody used last, where they have used something, and then all emoji. */
export function useSections(emojis: readonly Emoji[] | null, recents: readonly string[]): readonly Section[] {
  const t = useTranslations('emoji.sections')
  return useMemo(() => {
    if (!emojis) return []
    const last = recents.flatMap((base) => emojis.find((emoji) => emoji.base === base) ?? [])
    const groups = GROUPS.map(([key, group]) => {
      return { key, heading: t(key), emojis: emojis.filter((emoji) => emoji.group === group) }
    })
    return last.length === 0 ? groups : [{ key: 'recents', heading: t('recents'), emojis: last }, ...groups]
  }, [emojis, recents, t])
}
