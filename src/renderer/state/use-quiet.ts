import { useTranslations } from 'use-intl'
import type { Quiet } from '../../shared/ipc/contract.ts'
import { useDates } from '../i18n/words.tsx'
import { useModel } from './app-context.tsx'
import { useConfigure } from './use-preferences.ts'

/** Do not disturb: whether it is on, in words, and what turns it over. */
export function useQuiet(): {
  isOn: boolean
  /** Which choice it is, where that can still be told: a time may have come from any of them. */
  choice: Quiet | ''
  words: string
  /** The same in short, beside a lit moon. */
  shortWords: string
  set: (quiet: Quiet) => void
  toggle: () => void
} {
  const t = useTranslations('quiet')
  const dates = useDates()
  const configure = useConfigure()
  const quiet = useModel((model) => model.app?.quiet ?? null)
  const set = (wanted: Quiet) => void configure({ quiet: wanted })
  const isOn = quiet !== null
  const until = quiet?.until ?? null
  return {
    isOn,
    choice: !isOn ? 'off' : until === null ? 'always' : '',
    words: until === null ? t('title') : untilWords(until),
    shortWords: until === null ? t('title') : untilWords(until, 'Short'),
    set,
    toggle: () => set(isOn ? 'off' : 'always')
  }

  function untilWords(time: number, length: '' | 'Short' = ''): string {
    const isToday = new Date(time).toDateString() === new Date().toDateString()
    return t(`${isToday ? 'until' : 'untilTomorrow'}${length}`, { time: dates.time(time) })
  }
}
