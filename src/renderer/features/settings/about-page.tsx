import { useTranslations } from 'use-intl'
import type { About } from '../../../shared/ipc/facts.ts'
import type { Client } from '../../bridge/client.ts'
import { useServices, useSession } from '../../state/app-context.tsx'
import { Button } from '../../ui/button.tsx'
import { copyText } from '../../ui/copy-text.ts'
import styles from './about-page.module.css'
import { Answered } from './answered.tsx'
import { Facts, FactRow, Group } from './rows.tsx'
import { useAnswer } from './use-answer.ts'

const askAbout = (client: Client) => client.call('app.about', {})

/** What this program is and talks to, to be told to whoever helps. */
export function AboutPage() {
  const t = useTranslations('settingsAbout')
  const { notices } = useServices()
  const { server } = useSession()
  const about = useAnswer(askAbout)
  const parts = [
    ['version', t('version')],
    ['electron', 'Electron'],
    ['chromium', 'Chromium'],
    ['node', 'Node.js'],
    ['sqlite', 'SQLite'],
    ['system', t('system')]
  ] as const
  const copy = (value: About) => {
    const lines = [
      ...parts.map(([name, title]) => ({ title, value: value[name] })),
      { title: t('server'), value: server.name },
      { title: t('address'), value: server.origin }
    ]
    const isCopied = copyText(lines.map((line) => t('line', line)).join('\n'))
    notices.push(
      isCopied
        ? { tone: 'success', title: (say) => say('settingsAbout.copied') }
        : { tone: 'error', title: (say) => say('settingsAbout.notCopied') }
    )
  }
  return (
    <>
      <Group title={t('program')}>
        <Answered answer={about} rows={parts.length}>
          {(value) => (
            <Facts>
              {parts.map(([name, title]) => (
                <FactRow key={name} title={title}>
                  {value[name]}
                </FactRow>
              ))}
            </Facts>
          )}
        </Answered>
      </Group>
      <Group title={t('server')}>
        <Facts>
          <FactRow title={t('serverName')}>{server.name}</FactRow>
          <FactRow title={t('address')}>{server.origin}</FactRow>
        </Facts>
      </Group>
      <Button className={styles['copy']} onClick={() => about.value && copy(about.value)}>
        {t('copy')}
      </Button>
    </>
  )
}
