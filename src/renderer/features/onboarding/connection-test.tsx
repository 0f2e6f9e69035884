import { CircleAlert } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Button } from '../../ui/button.tsx'
import styles from './connection-test.module.css'
import { TestReport } from './test-report.tsx'
import { useProfileTest, type TestInput } from './use-profile-test.ts'

/** Tries a profile before anybody relies on it, and says which step works and which does not. */
export function ConnectionTest({ input }: { input: TestInput }) {
  const t = useTranslations('test')
  const { outcome, words, run } = useProfileTest(input)
  return (
    <div className={styles['test']}>
      <Button isBusy={outcome?.state === 'running'} busyLabel={t('going')} onClick={run}>
        {t('go')}
      </Button>
      {outcome?.state === 'problem' && (
        <p className={styles['problem']}>
          <CircleAlert size={14} strokeWidth={2} aria-hidden="true" />
          <span>{words}</span>
        </p>
      )}
      {outcome?.state === 'done' && (
        <TestReport address={input.address.trim()} report={outcome.report} summary={words} />
      )}
    </div>
  )
}
