import { useTranslations } from 'use-intl'
import { useDates } from '../../i18n/words.tsx'
import { useModel } from '../../state/app-context.tsx'
import type { Link, LinkPhase } from '../../state/link.ts'
import { sentSinceReturn } from '../../state/selectors.ts'

interface BannerWords {
  readonly title: string
  readonly text: string
  /** The same where there is little room. */
  readonly short: string
}

/** What the banner says of the connection, but for what counts down; null: it says nothing. */
export function useBannerWords(phase: LinkPhase): BannerWords | null {
  const t = useTranslations('banner')
  const dates = useDates()
  const link = useModel((model) => model.link)
  const sent = useModel(sentSinceReturn)
  if (!link) return null
  const ownCopy = { text: t('copy'), short: t('copyHere') }
  switch (phase) {
    case 'reconnecting':
      return words(wasOnline(link) ? 'lost' : 'never', '')
    case 'offline':
      return { title: t('offline'), ...(wasOnline(link) ? copyFrom(link) : ownCopy) }
    case 'back':
      return words('back', sent > 0 ? t('backSent', { count: sent }) : '')
    case 'signed-out':
      return { title: t('expired'), ...ownCopy }
    case 'locked':
      return words('locked', t('unlock'))
    case 'outdated':
      return words('outdated', t('update'))
    default:
      return null
  }

  function words(title: 'lost' | 'never' | 'back' | 'locked' | 'outdated', text: string): BannerWords {
    return { title: t(title), text, short: text }
  }

  function copyFrom({ lostAt, heardAt }: Link): Pick<BannerWords, 'text' | 'short'> {
    const isToday = new Date(lostAt).toDateString() === new Date(heardAt).toDateString()
    if (isToday) {
      const time = dates.time(lostAt)
      return { text: t('copyFrom', { time }), short: t('copyShort', { time }) }
    }
    return { text: t('copyFromDay', { day: dates.full(lostAt) }), short: t('copyHere') }
  }
}

function wasOnline({ state }: Link): boolean {
  return 'lostAt' in state && state.lostAt !== null
}
