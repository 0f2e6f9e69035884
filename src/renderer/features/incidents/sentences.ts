import type { useTranslations } from 'use-intl'
import type { Incident } from '../../../shared/model/incident.ts'

/** What there is to say of what happened, sentence by sentence; nothing of what did not. */
export function sentencesOf(
  incident: Incident,
  t: ReturnType<typeof useTranslations<'incidents'>>
): readonly string[] {
  switch (incident.kind) {
    case 'server-restored':
      return [t('restored'), ...some('resent', incident.resent), ...some('lost', incident.lost)]
    case 'copy-rebuilt':
      return [
        t('rebuilt'),
        ...some('savedMessages', incident.messages),
        ...some('savedDrafts', incident.drafts),
        t('file', { file: incident.file })
      ]
    case 'copy-put-back':
      return [t('putBack', { folder: incident.folder })]
    case 'settings-rebuilt':
      return [t('settings'), t('file', { file: incident.file })]
  }

  function some(key: 'resent' | 'lost' | 'savedMessages' | 'savedDrafts', count: number): string[] {
    return count > 0 ? [t(key, { count })] : []
  }
}
